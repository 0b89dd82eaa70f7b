/** backend/graphql/scalars.py: the values that types and inputs are made of. */
import { asciiName } from "#erd";
import type { Plan } from "../../../plan.ts";
import { definitions, type Python, py } from "../../../python.ts";
import type { Template } from "../../../template.ts";
import { ENDPOINT } from "./endpoint.py.ts";

export const scalars: Template = {
  path: "backend/graphql/scalars.py",
  group: "review",
  neededBy: ["backend/graphql/types.py", "backend/graphql/operations.py", "backend/graphql/schema.py"],
  serves: ENDPOINT,
  about: () => "numbers beyond 32 bits, spans of time, ranges and choices of filters",
  print: (plan) => {
    if (!plan.graphql) return undefined;
    const lookups = plan.entities.flatMap(({ filters }) => filters.map((it) => it.lookups.join()));
    const ranges = lookups.includes("exact,gte,lte");
    const choices = lookups.includes("exact,in");
    return py`
      """The values that GraphQL types and inputs are made of."""

      import datetime
      import decimal
      import uuid
      from enum import Enum
      from typing import ${(ranges || choices) && py`Generic, `}NewType${(ranges || choices) && py`, TypeVar`}

      import strawberry
      from django.utils.duration import duration_string
      ${(ranges || choices) && py`from strawberry import UNSET`}

      # Under these names no field of a class hides the type of the next.
      Date = datetime.date
      DateTime = datetime.datetime
      Time = datetime.time
      Decimal = decimal.Decimal
      UUID = uuid.UUID
      BigInt = NewType("BigInt", int)
      Duration = NewType("Duration", datetime.timedelta)
      ${(ranges || choices) && py`T = TypeVar("T")`}


      ${definitions([conversions(), ranges && range(), choices && choice(), orders(respelled(plan))])}
    `;
  },
};

const conversions = (): Python => py`
  def whole(value: object) -> int:
      """A whole number, as a number or as text: JavaScript rounds what has more than 53 bits."""
      if isinstance(value, bool) or not isinstance(value, int | str):
          raise ValueError("A whole number is expected.")
      return int(value)


  def span(value: object) -> str:
      """A span of time as it was written; the serializer reads it."""
      if not isinstance(value, str):
          raise ValueError('A span of time is expected: "1 02:30:00".')
      return value


  SCALARS = {
      BigInt: strawberry.scalar(
          name="BigInt", description="A whole number of up to 64 bits.", parse_value=whole
      ),
      Duration: strawberry.scalar(
          name="Duration",
          description='Days, hours, minutes and seconds: "1 02:30:00".',
          serialize=duration_string,
          parse_value=span,
      ),
  }
`;

const range = (): Python => py`
  @strawberry.input
  class Range(Generic[T]):
      """A value, or the bounds it lies between."""

      exact: T | None = UNSET
      gte: T | None = UNSET
      lte: T | None = UNSET
`;

const choice = (): Python => py`
  @strawberry.input
  class Choice(Generic[T]):
      """One choice, or several."""

      exact: T | None = UNSET
      in_: list[T] | None = strawberry.field(name="in", default=UNSET)
`;

/** Does some field have a name that GraphQL cannot spell? */
const respelled = ({ entities }: Plan) =>
  entities.some(({ orderable }) => orderable.some((field) => asciiName(field) !== field));

const orders = (others: boolean): Python => py`
  def orders(name: str, /, *fields: str${others && py`, **others: str`}) -> type[Enum]:
      """An enum with two members for each field: PRICE_ASC and PRICE_DESC."""
      members = {}
      for ${others ? py`word, field in {**dict(zip(fields, fields, strict=True)), **others}.items()` : py`field in fields`}:
          members |= {f"{${others ? py`word` : py`field`}.upper()}_ASC": field, f"{${others ? py`word` : py`field`}.upper()}_DESC": f"-{field}"}
      return strawberry.enum(Enum(name, members))
`;
