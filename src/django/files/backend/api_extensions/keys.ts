/** The part of api_extensions.py about references to many rows: their keys are looked up together. */
import type { Plan } from "../../../plan.ts";
import { py } from "../../../python.ts";

/** Whether a client can write references to many rows anywhere. */
export const takesMany = ({ entities }: Plan): boolean =>
  entities.some(({ relations }) => relations.some(({ django, readOnly }) => django === "ManyToManyField" && !readOnly));

/** REST framework asks the database for each key: ten thousand of them, a small body, hold up a process for half a minute. */
export const keys = () => py`
  class KeysField(ManyRelatedField):
      """Keys of many rows, looked up together: a query for each would hold up the server."""

      def to_internal_value(self, data):
          if not isinstance(data, list):
              self.fail("not_a_list", input_type=type(data).__name__)
          if not data and not self.allow_empty:
              self.fail("empty")
          keys = [self.key(item) for item in data]
          rows = self.child_relation.get_queryset().in_bulk(set(keys))
          for key in keys:
              if key not in rows:
                  self.child_relation.fail("does_not_exist", pk_value=key)
          return [rows[key] for key in keys]

      def key(self, item):
          try:
              if isinstance(item, bool):
                  raise TypeError
              return self.child_relation.get_queryset().model._meta.pk.to_python(item)
          except (TypeError, OverflowError, DjangoValidationError):
              self.child_relation.fail("incorrect_type", data_type=type(item).__name__)


  class KeyField(serializers.PrimaryKeyRelatedField):
      @classmethod
      def many_init(cls, *args, **kwargs):
          options = {name: kwargs[name] for name in MANY_RELATION_KWARGS if name in kwargs}
          return KeysField(child_relation=cls(*args, **kwargs), **options)
`;
