/** backend/authentication.py: roles, the permission matrix, registering and tokens. */
import { ACTIONS, type Access, type Plan } from "../../plan.ts";
import { list, name, type Python, py, str, tuple } from "../../python.ts";
import type { Template } from "../../template.ts";
import { anyRow, permission } from "./authentication/permission.ts";
import { registration, tokens } from "./authentication/registration.ts";

export const authentication: Template = {
  path: "backend/authentication.py",
  group: "review",
  neededBy: ["backend/views.py", "backend/urls.py", "backend/apps.py"],
  about: ({ roles, entities }) => `roles ${roles.join(", ")}; who may do what with ${entities.length} entities; JWT`,
  print: (plan) => py`
    """Roles, permission matrix and JWT views."""

    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError as DjangoValidationError
    from django.db import transaction
    from rest_framework import generics, permissions, serializers
    from rest_framework_simplejwt.views import (
        TokenBlacklistView,
        TokenObtainPairView,
        TokenRefreshView,
        TokenVerifyView,
    )

    from backend.api_extensions import ModelRulesMixin

    ROLES = ${tuple(plan.roles.map(str))}
    ADMIN_ROLE = "Admin"
    DEFAULT_ROLE = ${plan.defaultRole === undefined ? py`None` : str(plan.defaultRole)}
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
    PERMISSIONS: dict[str, dict[str, frozenset[str]]] = {
        ${matrix(plan)}
    }
    # The reference to whom a row belongs: set from the request, never by the client.
    OWNER_FIELDS: dict[str, str] = {${list(owners(plan))}}


    ${permission(plan)}


    ${registration(plan)}


    ${tokens()}
  `,
};

const ANY_ROW = py`
  # The roles beside it, and they alone, may do it to the rows of all owners.
  ANY_ROW = "@any-row"
`;

const matrix = (plan: Plan) =>
  plan.entities.map(
    (entity) => py`
      ${str(entity.name)}: {
          ${ACTIONS.map((action) => py`"${name(action)}": ${granted(entity.access[action], entity.user && action === "create")},`)}
      },
    `,
  );

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

const owners = (plan: Plan) =>
  plan.entities.flatMap(({ name, owner }) => (owner === undefined ? [] : [py`${str(name)}: ${str(owner)}`]));
