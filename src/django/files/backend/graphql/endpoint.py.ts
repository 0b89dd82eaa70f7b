/** backend/graphql/endpoint.py: the view behind /graphql/, and how errors are told to clients. */
import type { Plan } from "../../../plan.ts";
import { py } from "../../../python.ts";
import type { Template } from "../../../template.ts";

/** Without this file nobody reaches the rest of backend/graphql/: it leaves the project along. */
export const ENDPOINT = "backend/graphql/endpoint.py";

/** Is GraphQL asked for, and not left out? */
export const hasGraphql = (plan: Plan): boolean => plan.graphql !== undefined && plan.has(ENDPOINT);

export const endpoint: Template = {
  path: ENDPOINT,
  group: "review",
  neededBy: [],
  about: () => "the view behind /graphql/: tokens, throttling and errors as in the REST API",
  print: (plan) =>
    plan.graphql &&
    py`
      """The endpoint: a REST view, with the tokens, the throttling and the errors of the REST API."""

      import json

      from django.conf import settings
      from django.http import HttpResponse
      from drf_spectacular.utils import extend_schema
      from graphql import GraphQLError
      from rest_framework import serializers
      from rest_framework.exceptions import APIException, MethodNotAllowed, ValidationError
      from rest_framework.parsers import JSONParser
      from rest_framework.permissions import AllowAny
      from rest_framework.response import Response
      from rest_framework.views import APIView
      from strawberry.django.context import StrawberryDjangoContext
      from strawberry.http.ides import get_graphql_ide_html
      from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

      from backend.graphql.schema import cause, schema


      class OperationSerializer(serializers.Serializer):
          """One operation; several in one request are refused."""

          query = serializers.CharField(trim_whitespace=False)
          variables = serializers.DictField(required=False, allow_null=True)
          operationName = serializers.CharField(required=False, allow_null=True)  # noqa: N815

          def validate_variables(self, variables: dict | None) -> dict | None:
              try:
                  json.dumps(variables, ensure_ascii=False).encode()
              except UnicodeEncodeError as exc:
                  raise serializers.ValidationError("Text may hold no half characters.") from exc
              return variables


      @extend_schema(exclude=True)
      class GraphQLView(APIView):
          """Runs an operation for whoever the token names; each field says who may ask for it."""

          permission_classes = [AllowAny]
          parser_classes = [JSONParser]

          def get(self, request) -> HttpResponse:
              """GraphiQL, for developers."""
              if not settings.DEBUG:
                  raise MethodNotAllowed("GET")
              return HttpResponse(get_graphql_ide_html(graphql_ide="graphiql"))

          def post(self, request) -> Response:
              operation = OperationSerializer(data=request.data)
              operation.is_valid(raise_exception=True)
              asked = operation.validated_data
              try:
                  result = schema.execute_sync(
                      asked["query"],
                      variable_values=asked.get("variables"),
                      operation_name=asked.get("operationName"),
                      context_value=StrawberryDjangoContext(request=request, response=None),
                  )
              except (CannotGetOperationTypeError, InvalidOperationTypeError) as exc:
                  raise ValidationError({"operationName": ["There is no such operation."]}) from exc
              answer = {"data": result.data}
              if result.errors:
                  answer["errors"] = [told(error).formatted for error in result.errors]
              return Response(answer)


      def told(error: GraphQLError) -> GraphQLError:
          """The error as a client sees it; of a fault nothing but that there is one."""
          known = cause(error)
          if known is None:
              return error
          if not isinstance(known, APIException):
              message, extensions = "The server failed.", {"code": "INTERNAL"}
          elif isinstance(known, ValidationError):
              message, extensions = "Invalid input.", {"code": "INVALID", "fields": known.detail}
          else:
              message, extensions = str(known.detail), {"code": known.default_code.upper()}
          return GraphQLError(message, error.nodes, path=error.path, extensions=extensions)
    `,
};
