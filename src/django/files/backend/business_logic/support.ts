/** The standing part of business_logic.py: what runs the rules, and the functions they and the models call. */
import type { Plan } from "../../../plan.ts";
import { definitions, list, type Python, py } from "../../../python.ts";
import { constants, guards, KEEPING } from "./guards.ts";

/** Runs RULES and gives every broken constraint its field. */
const mixin = (rules: boolean) => py`
  class RuleMixin:
      """${rules ? py`Runs RULES from clean() so that the admin site, serializers and services agree.` : py`Broken constraints, told at the field they are about.`}"""

      ${rules && py`RULES: tuple = ()`}
      CONSTRAINT_FIELDS: dict[str, str] = {}

      ${rules && CLEAN}

      def validate_constraints(self, exclude=None) -> None:
          """Report each broken constraint at the field that CONSTRAINT_FIELDS names."""
          using = router.db_for_write(self.__class__, instance=self)
          errors: dict[str, list] = {}
          for model, constraints in self.get_constraints():
              for constraint in constraints:
                  try:
                      constraint.validate(model, self, exclude=exclude, using=using)
                  except ValidationError as exc:
                      field = self.CONSTRAINT_FIELDS.get(constraint.name, NON_FIELD_ERRORS)
                      errors.setdefault(field, []).extend(exc.error_list)
          if errors:
              raise ValidationError(errors)
`;

const CLEAN = py`
  def clean(self) -> None:
      super().clean()
      errors: dict[str, list] = {}
      for rule in self.RULES:
          try:
              rule(self)
          except ValidationError as exc:
              for field, messages in exc.error_dict.items():
                  errors.setdefault(field, []).extend(messages)
      if errors:
          raise ValidationError(errors)
`;

export const SOURCES = {
  "math.": py`import math`,
  NON_FIELD_ERRORS: py`from django.core.exceptions import NON_FIELD_ERRORS`,
  ValidationError: py`from django.core.exceptions import ValidationError`,
  router: py`from django.db import router`,
  transaction: py`from django.db import transaction`,
  UserManager: py`from django.contrib.auth.models import UserManager`,
  ProtectedError: py`from django.db.models import ProtectedError`,
  Q: py`from django.db.models import Q`,
  ContentType: py`from django.contrib.contenttypes.models import ContentType`,
  timezone: py`from django.utils import timezone`,
};

/** What runs the rules, and the functions that this project's rules and models call. */
export function support(plan: Plan, rules: Python): { body: Python; exports: string[] } {
  const fields = plan.entities.flatMap((entity) => entity.fields);
  const kept = plan.entities.some(({ keeps }) => keeps.length > 0);
  const has = (wanted: string) => fields.some(({ type }) => type === wanted);
  const named = constants(plan);
  const parts = {
    RuleMixin: mixin(plan.entities.some(({ checks }) => checks.length > 0)),
    today: fields.some(({ default: given }) => given && "call" in given && given.call === "today") && TODAY,
    validate_finite: (has("float") || has("json")) && FINITE,
    validate_storable: has("json") && STORABLE,
    changed: rules.includes("changed(") && CHANGED,
    stored: rules.includes("stored(") && STORED,
    chain: rules.includes("chain(") && CHAIN,
    age: rules.includes("age(") && AGE,
    AccountManager: ACCOUNTS,
    ...guards(plan, rules),
    ...(kept ? KEEPING : {}),
  };
  return {
    body: definitions([list(Object.values(named), "\n"), ...Object.values(parts)]),
    exports: Object.entries({ ...named, ...parts }).flatMap(([name, part]) => (part ? [name] : [])),
  };
}

/** Django's command checks a new account field by field, and leaves the rest to the database. */
const ACCOUNTS = py`
  class AccountManager(UserManager):
      """Makes accounts; createsuperuser is told what a rule has against one."""

      use_in_migrations = False

      def create_superuser(self, username, email=None, password=None, **extra_fields):
          account = self.model(username=username, email=email or "", **extra_fields)
          account.is_superuser = True
          account.full_clean(exclude={"password"})
          return super().create_superuser(username, email, password, **extra_fields)
`;

const TODAY = py`
  def today():
      return timezone.localdate()
`;

const FINITE = py`
  def validate_finite(value) -> None:
      """JSON has no word for infinity or "not a number"."""
      if isinstance(value, float) and not math.isfinite(value):
          raise ValidationError("Enter a finite number.")
`;

const STORABLE = py`
  def validate_storable(value) -> None:
      """Refuse what a database cannot keep inside JSON: NUL, half characters, endless numbers."""
      waiting = [value]
      while waiting:
          item = waiting.pop()
          if isinstance(item, dict):
              waiting += [*item.keys(), *item.values()]
          elif isinstance(item, list):
              waiting += item
          elif isinstance(item, str):
              if "\0" in item or any("\ud800" <= char <= "\udfff" for char in item):
                  raise ValidationError("Text inside JSON may hold neither NUL nor half characters.")
          else:
              validate_finite(item)
`;

const CHANGED = py`
  def changed(instance, field: str) -> bool:
      """Whether a field differs from the stored row; always true for a new one."""
      if instance._state.adding:
          return True
      rows = type(instance)._base_manager.filter(pk=instance.pk)
      return rows.values_list(field, flat=True).first() != getattr(instance, field)
`;

const STORED = py`
  def stored(instance):
      """The row as the database has it; None for a new one."""
      if instance._state.adding:
          return None
      return type(instance)._base_manager.filter(pk=instance.pk).first()
`;

const CHAIN = py`
  def chain(instance, name: str) -> list:
      """The keys of what a row points at, of what that points at, and so on."""
      field = instance._meta.get_field(name)
      key, found = getattr(instance, field.attname), []
      while key is not None and key not in found:
          found.append(key)
          rows = type(instance)._base_manager.filter(pk=key)
          key = rows.values_list(field.attname, flat=True).first()
      return found
`;

const AGE = py`
  def age(born) -> int:
      """Full years since a day."""
      today = timezone.localdate()
      return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
`;
