/** The part of business_logic.py about rules that look beyond one row: what they hold while it is saved or deleted. */
import { ALL_ROWS, type CheckPlan, type EntityPlan, OWN_ROW, type Plan } from "../../../plan.ts";
import { list, type Python, py, str } from "../../../python.ts";

/** The line above a rule function that says what it holds; nothing where it looks at its row alone. */
export function locking({ locks }: CheckPlan): Python | undefined {
  if (!locks) return undefined;
  const held = locks.map((it) => (it === OWN_ROW ? py`OWN_ROW` : it === ALL_ROWS ? py`ALL_ROWS` : str(it)));
  return py`@locking(${list(held)})`;
}

const isGuarded = ({ checks }: EntityPlan) => checks.some(({ locks }) => locks);

/** The classes that a model of an entity starts from. */
export const mixinsOf = (entity: EntityPlan): Python =>
  list([
    entity.keeps.length > 0 && py`business_logic.KeepingMixin`,
    isGuarded(entity) ? py`business_logic.GuardedMixin` : py`business_logic.RuleMixin`,
  ]);

const locksOf = (plan: Plan) =>
  new Set(plan.entities.flatMap(({ checks }) => checks.flatMap(({ locks }) => locks ?? [])));

/** Names for what no reference points at. */
export function constants(plan: Plan): Record<string, Python | false> {
  const locks = locksOf(plan);
  return {
    OWN_ROW: locks.has(OWN_ROW) && py`OWN_ROW = ${str(OWN_ROW)}`,
    ALL_ROWS: locks.has(ALL_ROWS) && py`ALL_ROWS = ${str(ALL_ROWS)}`,
  };
}

/** What the guarded rules are marked with, what runs them, and what they call. */
export function guards(plan: Plan, rules: Python): Record<string, Python | false> {
  const locks = locksOf(plan);
  if (locks.size === 0) return {};
  const referring = [...locks].some((it) => it !== OWN_ROW && it !== ALL_ROWS);
  return {
    locking: MARK,
    GuardedMixin: mixin(locks.has(OWN_ROW), locks.has(ALL_ROWS), referring),
    peers: rules.includes("peers(") && PEERS,
  };
}

const MARK = py`
  def locking(*names: str):
      """Mark a rule that looks beyond its row: what it names is held while the row is saved."""

      def mark(rule):
          rule.locks = names
          return rule

      return mark
`;

const mixin = (own: boolean, all: boolean, referring: boolean) => py`
  class GuardedMixin(RuleMixin):
      """Two who save at once cannot both take the last place: one waits and is checked again."""

      def save(self, *args, **kwargs) -> None:
          rules = [rule for rule in self.RULES if hasattr(rule, "locks")]
          with transaction.atomic():
              for name in sorted({name for rule in rules for name in rule.locks}):
                  self.hold(name)
              for rule in rules:
                  rule(self)
              super().save(*args, **kwargs)

      def hold(self, name: str) -> None:
          """Lock what a rule looks at until the transaction ends, and read it as it is now."""
          ${list([own && OWN, all && ALL, referring && REFERRED], "\n")}
`;

const OWN = py`
  if name == OWN_ROW:
      type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
      return
`;

const ALL = py`
  if name == ALL_ROWS:
      # The content type stands for all rows of its kind.
      kind = ContentType.objects.get_for_model(self)
      ContentType.objects.select_for_update().get(pk=kind.pk)
      return
`;

const REFERRED = py`
  field = self._meta.get_field(name)
  rows = field.related_model._base_manager.select_for_update()
  row = rows.filter(pk=getattr(self, field.attname)).first()
  if row is not None:
      setattr(self, name, row)
`;

const PEERS = py`
  def peers(instance, *names: str):
      """The other rows that share these values; none where one of them is missing."""
      shared = {name: getattr(instance, instance._meta.get_field(name).attname) for name in names}
      rows = type(instance)._default_manager.exclude(pk=instance.pk)
      return rows.none() if None in shared.values() else rows.filter(**shared)
`;

/** What refuses to delete, where any rule keeps rows. */
export const KEEPING: Readonly<Record<string, Python>> = {
  KeptError: py`
    class KeptError(ProtectedError):
        """A rule keeps the row: it says which."""
  `,
  refuse_to_delete: py`
    def refuse_to_delete(sender, instance, **kwargs) -> None:
        """Hold the row and look at it as it is stored, also where others take it along."""
        row = sender._base_manager.select_for_update().filter(pk=instance.pk).first()
        for rule in sender.KEPT if row else ():
            rule(row)
  `,
  KeepingMixin: py`
    class KeepingMixin:
        """Rows that rules keep from being deleted."""

        KEPT: tuple = ()

        def delete(self, *args, **kwargs):
            with transaction.atomic():
                refuse_to_delete(type(self), self)
                return super().delete(*args, **kwargs)
  `,
  reasons_to_keep: py`
    def reasons_to_keep(instance) -> list[str]:
        """What the rules that keep this row say, for people."""
        reasons = []
        for rule in getattr(instance, "KEPT", ()):
            try:
                rule(instance)
            except KeptError as exc:
                reasons.append(f"{instance}: {exc.args[0]}")
        return reasons
  `,
};
