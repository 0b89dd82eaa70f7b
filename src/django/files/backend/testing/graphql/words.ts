/** The part of backend/testing/graphql.py that knows how GraphQL calls things. */
import { type Python, py } from "../../../../python.ts";

export const words = (): Python => py`
  STATUS = {
      "NOT_AUTHENTICATED": 401,
      "PERMISSION_DENIED": 403,
      "NOT_FOUND": 404,
      "CONFLICT": 409,
  }
  # The field that a refused variable is about.
  REFUSED = re.compile(r"(?: at \.|field ')(\w+)")
  # Of the lists that a row leads to, this many are asked for.
  TRIED = 12
  # What a list is asked with, and the types of it.
  ARGUMENTS = {
      "where": "{type}Where",
      "search": "String!",
      "orderBy": "[{type}Ordering!]",
      "pagination": "OffsetPaginationInput",
  }


  @dataclass
  class Answer:
      """An answer in the terms of REST."""

      status_code: int
      content: dict | list

      def json(self) -> dict | list:
          return self.content


  def resolved(path: str):
      """What is at a path, which has its names as URLs spell them."""
      return resolve(unquote(path))


  def names_in(type_name: str) -> dict[str, str]:
      """How GraphQL calls the fields of one of its types."""
      found = schema.get_type_by_name(type_name)
      name_of = schema.config.name_converter.get_graphql_name
      return {field.python_name: name_of(field) for field in found.fields} if found else {}


  def member(enum: str, value) -> str | None:
      """How GraphQL calls one of several values."""
      members = schema._schema.type_map[enum].values
      return next((name for name in members if members[name].value == value), None)


  def typed(type_name: str, field: str, value):
      """A value of REST as GraphQL wants it for the field of an input."""
      if isinstance(value, list):
          return [typed(type_name, field, item) for item in value]
      wanted = get_named_type(schema._schema.type_map[type_name].fields[field].type)
      if is_enum_type(wanted):
          return member(wanted.name, value) or value or None
      if not isinstance(value, str):
          return value
      if wanted.name == "Boolean":
          return value == "True"
      return {"Int": int, "Float": float}.get(wanted.name, str)(value)


  def key_of_field(field, value):
      """A key as REST shows it."""
      of = (field.related_model or field.model)._meta.pk
      found = of.to_python(value)
      return found if found is None or isinstance(found, int) else str(found)
`;
