/** backend/soft_delete.py: deleting marks a row and its parts; only where the ERD asks for it. */
import type { EntityPlan, Plan } from "../../plan.ts";
import { py, str } from "../../python.ts";
import type { Template } from "../../template.ts";

/** Entities whose rows are only marked. */
export const marked = ({ entities }: Pick<Plan, "entities">): EntityPlan[] =>
  entities.filter(({ extras }) => extras.softDelete !== undefined);

export const softDelete: Template = {
  path: "backend/soft_delete.py",
  group: "review",
  neededBy: ["backend/models.py"],
  about: (plan) => `deleting marks a row: ${marked(plan).length} of ${plan.entities.length} entities`,
  print: (plan) => (marked(plan).length > 0 ? printed(plan) : undefined),
};

function printed(plan: Plan) {
  const flagged = marked(plan).some(({ extras }) => extras.softDelete?.flag !== undefined);
  const kept = marked(plan).some(({ keeps }) => keeps.length > 0);
  const account = plan.user.extras.softDelete !== undefined;
  return py`
    """Soft delete: deleted rows stay in the database, marked, and can be restored."""

    from collections import Counter

    from django.core.exceptions import ValidationError
    from django.db import models, router, transaction
    from django.db.models import CASCADE, PROTECT, SET_NULL, ProtectedError
    from django.utils import timezone

    ${account && py`from backend.business_logic import AccountManager`}
    ${kept && py`from backend.business_logic import refuse_to_delete`}


    class LivingQuerySet(models.QuerySet):
        """Deleting these rows marks them, each with its parts."""

        def delete(self) -> tuple[int, dict[str, int]]:
            counts: Counter = Counter()
            with transaction.atomic(using=self.db):
                for row in self:
                    counts.update(row.delete(using=self.db)[1])
            return counts.total(), dict(counts)

        delete.alters_data = True
        delete.queryset_only = True


    class LivingManager(models.Manager.from_queryset(LivingQuerySet)):
        """The rows that were not deleted."""

        def get_queryset(self):
            return super().get_queryset().filter(**{f"{self.model.DELETED_AT}__isnull": True})


    ${
      account &&
      py`
        class LivingUserManager(AccountManager.from_queryset(LivingQuerySet)):
            """Accounts that were not deleted: nobody signs in with any other."""

            def get_queryset(self):
                return super().get_queryset().filter(**{f"{self.model.DELETED_AT}__isnull": True})


      `
    }
    class SoftDeleteModel(models.Model):
        """Finds living rows by objects, all of them by with_deleted, which deletes for good."""

        DELETED_AT = "deleted_at"
        ${flagged && py`DELETED_FLAG = ""`}

        objects = LivingManager()
        with_deleted = models.Manager()  # noqa: DJ012 (what comes first is the default)

        class Meta:
            abstract = True

        def delete(self, using=None, keep_parents=False) -> tuple[int, dict[str, int]]:
            """Mark the row and its parts; what still needs one of them refuses."""
            using = using or router.db_for_write(type(self), instance=self)
            with transaction.atomic(using=using):
                rows: dict = {}
                if type(self).objects.using(using).select_for_update().filter(pk=self.pk).exists():
                    gather(self, using, rows)
                moment = timezone.now()
                for row in rows:
                    let_go(row, using)
                    mark(row, moment, using)
            counts = Counter(row._meta.label for row in rows)
            return counts.total(), dict(counts)


    def gather(row, using: str, rows: dict) -> None:
        """Add the row and its living parts; raise ProtectedError where others need them."""
        if row in rows:
            return
        ${
          kept &&
          py`
          if hasattr(row, "KEPT"):
              refuse_to_delete(type(row), row)
        `
        }
        rows[row] = None
        for field, on_delete, referring in references(row, using):
            if on_delete is PROTECT and referring.exists():
                raise ProtectedError(f"{field} still refers to it.", set(referring[:10]))
            if on_delete is CASCADE and issubclass(referring.model, SoftDeleteModel):
                for part in referring:
                    gather(part, using, rows)


    def references(row, using: str):
        """Each reference to the row: its field, what deleting does, living rows that hold it."""
        for relation in row._meta.get_fields(include_hidden=True):
            if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
                continue
            model = relation.related_model
            # The links of a many-to-many stay: they count again once the row is restored.
            if model._meta.auto_created:
                continue
            rows = model._default_manager.using(using).filter(**{relation.field.name: row})
            yield relation.field, relation.on_delete, rows


    def let_go(row, using: str) -> None:
        """Empty the references of rows that can be without this one."""
        for field, on_delete, referring in references(row, using):
            if on_delete is SET_NULL:
                referring.update(**{field.name: None})


    def mark(row, moment, using: str) -> None:
        """Set the moment a row was deleted at, or None for a living one."""
        setattr(row, row.DELETED_AT, moment)
        changed = [row.DELETED_AT]
        ${
          flagged &&
          py`
            if row.DELETED_FLAG:
                setattr(row, row.DELETED_FLAG, moment is not None)
                changed.append(row.DELETED_FLAG)
          `
        }
        row.save(using=using, update_fields=changed)


    def restore(row) -> None:
        """Bring a row back with what was deleted along with it; ValidationError where it cannot."""
        using = router.db_for_write(type(row), instance=row)
        with transaction.atomic(using=using):
            revive(row, getattr(row, row.DELETED_AT), using)


    def revive(row, moment, using: str) -> None:
        for field in row._meta.concrete_fields:
            target, key = field.related_model, getattr(row, field.attname)
            if key is None or target is None or not issubclass(target, SoftDeleteModel):
                continue
            if not target.objects.using(using).filter(pk=key).exists():
                name = target._meta.verbose_name
                raise ValidationError({field.name: f"This {name} is deleted: restore it first."})
        setattr(row, row.DELETED_AT, None)
        row.validate_constraints()
        mark(row, None, using)
        for relation in row._meta.related_objects:
            model = relation.related_model
            if relation.on_delete is not CASCADE or not issubclass(model, SoftDeleteModel):
                continue
            together = {relation.field.name: row, model.DELETED_AT: moment}
            for part in model.with_deleted.using(using).filter(**together):
                revive(part, moment, using)
  `;
}

/** Class attributes of a model whose mark is not called \`deleted_at\`, or that has a flag beside it. */
export const marks = ({ extras: { softDelete: given } }: EntityPlan) => [
  given && given.moment !== "deleted_at" && py`DELETED_AT = ${str(given.moment)}`,
  given?.flag !== undefined && py`DELETED_FLAG = ${str(given.flag)}`,
];
