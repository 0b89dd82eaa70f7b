/** history/recording.py: signals that write changes down. */
import type { Plan } from "../../plan.ts";
import { list, py, str } from "../../python.ts";
import { recorded } from "../backend/acting.py.ts";

export function recording(plan: Plan) {
  const names = recorded(plan).map(({ name }) => str(name));
  const soft = recorded(plan).some(({ extras }) => extras.softDelete !== undefined);
  const linked = recorded(plan).some(({ relations }) =>
    relations.some((it) => it.django === "ManyToManyField" && it.through === undefined),
  );
  return py`
    """Writes changes down, in the transaction that makes them.

    What bypasses save(), like QuerySet.update(), bypasses the history too.
    """

    import re

    from django.apps import apps
    from django.db.models.signals import ${linked && py`m2m_changed, `}post_delete, post_save, pre_save

    from backend.acting import acting_user
    from history.models import Action, Change

    RECORDED = (${list(names)},)
    # A change of these is recorded, their values are not.
    SECRET = re.compile(r"password|passphrase|passcode|secret|token|api_?key|private|iban|cvv|cvc|ssn|card_num")
    HIDDEN = "***"
    # Every sign-in moves it.
    PASSED_OVER = {"last_login"}


    def connect() -> None:
        """Listen to every recorded entity."""
        for name in RECORDED:
            model = apps.get_model("backend", name)
            pre_save.connect(remember, sender=model)
            post_save.connect(saved, sender=model)
            post_delete.connect(deleted, sender=model)
            ${
              linked &&
              py`
                for field in model._meta.many_to_many:
                    if field.remote_field.through._meta.auto_created:
                        m2m_changed.connect(linked, sender=field.remote_field.through)
              `
            }


    def remember(sender, instance, using, raw=False, **kwargs) -> None:
        """Keep what the row was, until it is known what it has become."""
        if not raw:
            stored = sender._base_manager.using(using).filter(pk=instance.pk).first()
            instance._before = values(stored) if stored else None


    def saved(sender, instance, using, raw=False, **kwargs) -> None:
        if raw:
            return
        before = instance.__dict__.pop("_before", None)
        after = values(sender._base_manager.using(using).get(pk=instance.pk))
        if before is None:
            write(instance, Action.CREATED, {k: {"new": v} for k, v in after.items()}, using)
            return
        changes = {k: {"old": before[k], "new": v} for k, v in after.items() if before[k] != v}
        if changes:
            write(instance, ${soft ? py`action_of(instance, changes)` : py`Action.CHANGED`}, changes, using)


    ${
      soft &&
      py`
        def action_of(instance, changes: dict) -> Action:
            """Deleting and restoring, too, are changes of a row that is only marked."""
            mark = changes.get(getattr(instance, "DELETED_AT", ""))
            if mark is None:
                return Action.CHANGED
            return Action.RESTORED if mark["new"] is None else Action.DELETED


      `
    }
    def deleted(sender, instance, using, **kwargs) -> None:
        write(instance, Action.DELETED, {k: {"old": v} for k, v in values(instance).items()}, using)


    ${
      linked &&
      py`
        def linked(sender, instance, action, reverse, model, pk_set, using, **kwargs) -> None:
            """A many-to-many gained or lost rows, from either side."""
            word = {"post_add": "added", "post_remove": "removed"}.get(action)
            if word is None or not pk_set:
                return
            owner = model if reverse else type(instance)
            field = next(it for it in owner._meta.many_to_many if it.remote_field.through is sender)
            keys, others = (pk_set, {instance.pk}) if reverse else ({instance.pk}, pk_set)
            for row in owner._base_manager.using(using).filter(pk__in=keys):
                write(row, Action.CHANGED, {field.name: {word: sorted(map(str, others))}}, using)


      `
    }
    def values(row) -> dict:
        """The fields of a row that the history shows, as JSON can hold them."""
        return {
            field.name: plain(field, getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if not field.primary_key
            and field.name not in PASSED_OVER
            and not getattr(field, "auto_now", False)
        }


    def plain(field, value):
        if isinstance(value, bytes | memoryview):
            return f"{len(value)} bytes"
        if field.get_internal_type() == "FileField":
            return str(value)
        return value


    def masked(changes: dict) -> dict:
        """The same with secrets as a mere sign that there was one."""
        return {
            name: dict.fromkeys(change, HIDDEN) if SECRET.search(name) else change
            for name, change in changes.items()
        }


    def write(row, action: Action, changes: dict, using: str) -> None:
        user = acting_user()
        Change.objects.using(using).create(
            entity=row._meta.object_name,
            row=str(row.pk),
            action=action,
            changed_by=user,
            username=user.get_username() if user else "",
            changes=masked(changes),
        )
  `;
}
