/** backend/graphql/resolvers.py: how GraphQL asks the views of the REST API. */
import { divided } from "../../../module.ts";
import type { Plan } from "../../../plan.ts";
import { definitions, type Python, py } from "../../../python.ts";
import type { Template } from "../../../template.ts";
import { imports } from "../../../used.ts";
import { ENDPOINT } from "./endpoint.py.ts";
import { isMade } from "./operations.py.ts";
import { reading } from "./resolvers/reading.ts";
import { writing } from "./resolvers/writing.ts";
import { graphqlTypes } from "./types.py.ts";
import { isFile } from "./values.ts";

export const resolvers: Template = {
  path: "backend/graphql/resolvers.py",
  group: "review",
  neededBy: ["backend/graphql/types.py", "backend/graphql/operations.py"],
  serves: ENDPOINT,
  about: () => "how GraphQL asks the views and serializers of the REST API",
  print: (plan) => {
    if (!plan.graphql) return undefined;
    const types = graphqlTypes.print(plan);
    const divides = typeof types === "object" && divided(types) !== undefined;
    const body = definitions([
      reading(plan),
      writing(plan.entities.some(isMade)),
      divides && later(),
      held(plan) && address(),
    ]);
    return py`
      """Resolvers: each asks the REST view of its entity, so that both APIs follow the same rules."""

      ${imports(body, SOURCES)}

      ${body}
    `;
  },
};

const held = ({ entities }: Plan) => entities.some((entity) => entity.fields.some(isFile));

const address = (): Python => py`
  def address(info: Info, file) -> str | None:
      """Where a file is fetched."""
      return info.context.request.build_absolute_uri(file.url) if file else None
`;

const later = (): Python => py`
  def later(name: str):
      """A type of backend.graphql.types, from whichever of its files it comes."""
      return Annotated[name, strawberry.lazy("backend.graphql.types")]
`;

const SOURCES = {
  Annotated: py`from typing import Annotated`,
  fields: py`from dataclasses import fields`,
  Enum: py`from enum import Enum`,
  Any: py`from typing import Any`,
  "strawberry.": py`import strawberry`,
  "strawberry_django.": py`import strawberry_django`,
  DjangoValidationError: py`from django.core.exceptions import ValidationError as DjangoValidationError`,
  transaction: py`from django.db import transaction`,
  Model: py`from django.db.models import Model`,
  QuerySet: py`from django.db.models import QuerySet`,
  Http404: py`from django.http import Http404`,
  "HttpRequest(": py`from django.http import HttpRequest`,
  "QueryDict(": py`from django.http import QueryDict`,
  ValidationError: py`from rest_framework.exceptions import ValidationError`,
  "Request(": py`from rest_framework.request import Request`,
  UNSET: py`from strawberry import UNSET`,
  Info: py`from strawberry import Info`,
  to_camel_case: py`from strawberry.utils.str_converters import to_camel_case`,
  NodeType: py`from strawberry_django.pagination import NodeType`,
  OffsetPaginated: py`from strawberry_django.pagination import OffsetPaginated`,
  "authentication.": py`from backend import authentication`,
  as_api_exception: py`from backend.api_extensions import as_api_exception`,
};
