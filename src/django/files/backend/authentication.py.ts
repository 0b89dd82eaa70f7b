/** backend/authentication.py: roles, the permission matrix, registering and tokens. */
import type { Form, Section } from "../../module.ts";
import { ACTIONS, type Access, type EntityPlan, type Plan } from "../../plan.ts";
import { definitions, list, name, type Python, py, str, tuple } from "../../python.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { anyRow, isOwned, PERMISSION, permission, reasoned } from "./authentication/permission.ts";
import { ACCOUNTS, registration, tokens } from "./authentication/registration.ts";

export const authentication: Template = {
  path: "backend/authentication.py",
  group: "review",
  neededBy: ["backend/views.py", "backend/urls.py", "backend/apps.py"],
  about: ({ roles, entities }) => `roles ${roles.join(", ")}; who may do what with ${entities.length} entities; JWT`,
  print: (plan) => ({
    doc: (of) => (of === undefined ? "Roles, permission matrix and JWT views." : `Who may do what: ${of}.`),
    imports: (body) => imports(body, SOURCES),
    sections: (form) => [
      part("roles", "roles and actions", roles(plan), ROLES),
      ...(form === "package" ? pages(plan).map(page) : []),
      part("matrix", "the permission matrix", matrix(plan, form), MATRIX),
      part("permission", "the matrix applied", permission(plan), PERMISSION),
      part("accounts", "registering, signing in and out", accounts(plan), ACCOUNTS),
    ],
  }),
};

/** Of the names that such a part may have, it exports those it defines. */
const part = (file: string, of: string, body: Python, names: readonly string[]): Section => ({
  file,
  of,
  body,
  exports: names.filter((it) => new RegExp(`^(?:(?:class|def) )?${it}\\b`, "m").test(body)),
});

const ROLES = ["ROLES", "ADMIN_ROLE", "DEFAULT_ROLE", "ANYONE", "SIGNED_IN", "OWNER", "ANY_ROW", "ACTIONS"];
const MATRIX = ["PERMISSIONS", "OWNER_FIELDS", "REASONS"];

const roles = (plan: Plan) => py`
  ROLES = ${tuple(plan.roles.map(str))}
  ADMIN_ROLE = "Admin"
  ${plan.defaultRole !== undefined && py`DEFAULT_ROLE = ${str(plan.defaultRole)}`}
  # Besides roles the matrix knows these.
  ANYONE = "@anyone"
  SIGNED_IN = "@signed-in"
  OWNER = "@owner"
  ${anyRow(plan) && ANY_ROW}
  ACTIONS = {
      "list": "read",
      "retrieve": "read",
      "create": "create",
      "update": "update",
      "partial_update": "update",
      "destroy": "delete",
  }
`;

const ANY_ROW = py`
  # The roles beside it, and they alone, may do it to the rows of all owners.
  ANY_ROW = "@any-row"
`;

/** One dictionary; where that would be too long to be read, it has pages. */
const matrix = (plan: Plan, form: Form) => py`
  ${
    form === "package"
      ? py`PERMISSIONS: ${TYPE} = {${list(pages(plan).map((_, i) => py`**MATRIX_${i + 1}`))}}`
      : py`
          PERMISSIONS: ${TYPE} = {
              ${plan.entities.map(grants)}
          }
        `
  }
  ${
    isOwned(plan) &&
    py`
      # The reference to whom a row belongs: set from the request, never by the client.
      OWNER_FIELDS: dict[str, str] = {${list(owners(plan))}}
    `
  }
  ${reasons(plan)}
`;

const TYPE = py`dict[str, dict[str, frozenset[str]]]`;

const grants = ({ name: entity, access, user }: EntityPlan) => py`
  ${str(entity)}: {
      ${ACTIONS.map((action) => py`"${name(action)}": ${granted(access[action], user && action === "create")},`)}
  },
`;

/** So many entities fill a file. */
const PAGE = 60;

function pages({ entities }: Plan): EntityPlan[][] {
  const sorted = [...entities].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Array.from({ length: Math.ceil(sorted.length / PAGE) }, (_, i) => sorted.slice(i * PAGE, (i + 1) * PAGE));
}

function page(entities: readonly EntityPlan[], i: number): Section {
  const body = py`
    MATRIX_${i + 1}: ${TYPE} = {
        ${entities.map(grants)}
    }
  `;
  const of = [entities[0]?.plural, entities.at(-1)?.plural].join(" to ");
  return { file: `matrix_${i + 1}`, of, body, exports: [`MATRIX_${i + 1}`] };
}

const accounts = (plan: Plan) => definitions([registration(plan), tokens()]);

const SOURCES = {
  get_user_model: py`from django.contrib.auth import get_user_model`,
  Group: py`from django.contrib.auth.models import Group`,
  validate_password: py`from django.contrib.auth.password_validation import validate_password`,
  DjangoValidationError: py`from django.core.exceptions import ValidationError as DjangoValidationError`,
  transaction: py`from django.db import transaction`,
  "generics.": py`from rest_framework import generics`,
  "permissions.": py`from rest_framework import permissions`,
  "serializers.": py`from rest_framework import serializers`,
  JWTAuthentication: py`from rest_framework_simplejwt.authentication import JWTAuthentication`,
  TokenRefreshSerializer: py`from rest_framework_simplejwt.serializers import TokenRefreshSerializer`,
  TokenBlacklistView: py`from rest_framework_simplejwt.views import TokenBlacklistView`,
  TokenObtainPairView: py`from rest_framework_simplejwt.views import TokenObtainPairView`,
  TokenRefreshView: py`from rest_framework_simplejwt.views import TokenRefreshView`,
  TokenVerifyView: py`from rest_framework_simplejwt.views import TokenVerifyView`,
  ModelRulesMixin: py`from backend.api_extensions import ModelRulesMixin`,
};

/** Accounts are made by registering, so nobody creates one through the list of users. */
function granted(access: Access, nobody: boolean): Python {
  if (nobody) return py`frozenset()`;
  const who = [
    access.anyone && py`ANYONE`,
    access.authenticated && py`SIGNED_IN`,
    access.owner && py`OWNER`,
    access.anyRow && py`ANY_ROW`,
    ...access.roles.map(str),
  ];
  return py`frozenset({${list(who)}})`;
}

/** Where a rule alone decides who may, it says why others may not. */
const reasons = (plan: Plan) =>
  reasoned(plan) &&
  py`
    # The rule behind an entry of the matrix, told to whom it refuses.
    REASONS: dict[tuple[str, str], str] = {
        ${plan.entities.flatMap(({ name, access }) =>
          ACTIONS.map((action) => {
            const { said } = access[action];
            return said !== undefined && py`(${str(name)}, ${str(action)}): ${str(said)},`;
          }),
        )}
    }
  `;

const owners = (plan: Plan) =>
  plan.entities.flatMap(({ name, owner }) => (owner === undefined ? [] : [py`${str(name)}: ${str(owner)}`]));
