/** backend/admin.py: every entity in Django's admin site. */
import type { EntityPlan, Plan } from "../../plan.ts";
import { list, name, type Python, py, str } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { KEEPING, keepers } from "./admin/keeping.ts";

export const admin: Template = {
  path: "backend/admin.py",
  group: "review",
  neededBy: [],
  about: ({ entities }) => `${entities.length} entities in the admin site`,
  print: (plan) => ({
    doc: (of) => (of === undefined ? "Admin site." : `Admin pages of ${of}.`),
    imports: (body) => imports(body, SOURCES),
    sections: () => {
      const kept = keepers(plan);
      const pages = plan.entities.map((entity) => {
        const keeping = kept.has(entity.name);
        const body = entity.user ? account(entity, keeping) : registered(entity, plan, keeping);
        return section(entity, body, [`${entity.name}Admin`]);
      });
      if (kept.size === 0) return pages;
      return [{ file: "keeping", of: "what rules keep", body: KEEPING, exports: ["KeepingAdmin"] }, ...pages];
    },
  }),
};

const SOURCES = {
  admin: py`from django.contrib import admin`,
  auth_admin: py`from django.contrib.auth import admin as auth_admin`,
  models: py`from backend import models`,
  business_logic: py`from backend import business_logic`,
  router: py`from django.db import router`,
  NestedObjects: py`from django.contrib.admin.utils import NestedObjects`,
  URLField: py`from django.db.models import URLField`,
  RestoreAdmin: py`from backend.restoring import RestoreAdmin`,
};

/** Rows that are only marked are kept by the page that restores them as well. */
const mixins = ({ extras }: EntityPlan, keeping: boolean) => [
  keeping && py`KeepingAdmin`,
  extras.softDelete !== undefined && py`RestoreAdmin`,
];

/** Django 5.2 takes an address without a scheme for http and warns of it, Django 6 takes it for https. */
const addresses = ({ fields }: EntityPlan): Python | false =>
  fields.some(({ django }) => django === "URLField") &&
  py`formfield_overrides = {URLField: {"assume_scheme": "https"}}`;

/** Django's own page for accounts, with what the ERD adds. */
function account(entity: EntityPlan, keeping: boolean): Python {
  const shown = entity.fields.filter(
    (it) => !it.inherited && it.name !== "email" && it.type !== "binary" && !it.stamp && !it.computed,
  );
  const extra = [...shown, ...entity.relations.filter(({ through }) => through === undefined)];
  const stamps = entity.fields.filter(({ stamp, computed }) => stamp || computed).map((field) => field.name);
  return py`
    @admin.register(models.${name(entity.name)})
    class ${name(`${entity.name}Admin`)}(${list([...mixins(entity, keeping), py`auth_admin.UserAdmin`])}):
        ordering = ["id"]
        ${addresses(entity)}
        ${stamps.length > 0 && py`readonly_fields = [${list(stamps.map(str))}]`}
        add_fieldsets = (
            *auth_admin.UserAdmin.add_fieldsets,
            (None, {"classes": ["wide"], "fields": ["email"]}),
        )
        ${
          extra.length + stamps.length > 0 &&
          py`fieldsets = (*auth_admin.UserAdmin.fieldsets, (${str(entity.singular)}, {"fields": [${list([...extra.map((it) => str(it.name)), ...stamps.map(str)])}]}))`
        }
  `;
}

function registered(entity: EntityPlan, plan: Plan, keeping: boolean): Python {
  const columns = entity.fields
    .filter(({ type, stamp }) => !["text", "json", "binary", "file", "image"].includes(type) && stamp !== "deleted")
    .slice(0, 5);
  const references = entity.relations.filter(({ django }) => django !== "ManyToManyField").slice(0, 2);
  const listed = ["id", ...columns.map((it) => it.name), ...references.map((it) => it.name)];
  const filtered = entity.fields
    .filter((it) => it.enum !== undefined || (it.type === "boolean" && !it.stamp))
    .slice(0, 6);
  const makers = entity.extras.makers.map((maker) => maker.name);
  const locked = [...entity.fields.flatMap((it) => (it.stamp || it.computed ? [it.name] : [])), ...makers];
  const raw = entity.relations.filter((it) => it.through === undefined && !makers.includes(it.name));
  const found = new Map(plan.entities.map((it) => [it.name, it.search.length > 0]));
  const completed = raw.filter((it) => found.get(it.to));
  return py`
    @admin.register(models.${name(entity.name)})
    class ${name(`${entity.name}Admin`)}(${list([...mixins(entity, keeping), py`admin.ModelAdmin`])}):
        list_display = [${list(listed.map(str))}]
        ${addresses(entity)}
        ${filtered.length > 0 && py`list_filter = [${list(filtered.map((it) => str(it.name)))}]`}
        ${entity.search.length > 0 && py`search_fields = [${list(entity.search.map(str))}]`}
        ${references.length > 0 && py`list_select_related = [${list(references.map((it) => str(it.name)))}]`}
        ${completed.length > 0 && py`autocomplete_fields = [${list(completed.map((it) => str(it.name)))}]`}
        ${locked.length > 0 && py`readonly_fields = [${list(locked.map(str))}]`}
  `;
}
