/** backend/api_extensions.py: pagination, errors as answers, model rules in serializers. */
import { definitions, py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { errors } from "./api_extensions/errors.ts";
import { keys, takesMany } from "./api_extensions/keys.ts";
import { base64, pagination, rulesMixin, unknownPath } from "./api_extensions/parts.ts";

export const apiExtensions: Template = {
  path: "backend/api_extensions.py",
  group: "review",
  neededBy: ["backend/authentication.py", "backend/serializers.py", "core/settings.py", "core/urls.py"],
  about: ({ api }) => `pages of ${api.pageSize} to 100 rows, errors as 4xx answers`,
  print: (plan) => {
    const { api, entities } = plan;
    const binary = entities.some(({ fields }) => fields.some(({ type }) => type === "binary"));
    const kept = entities.some(({ keeps }) => keeps.length > 0);
    return py`
      """Pagination, error handling and other API extensions."""

      ${binary && py`import base64`}
      ${binary && py`import binascii`}
      import copy
      import decimal

      from django.core.exceptions import RequestDataTooBig
      from django.core.exceptions import ValidationError as DjangoValidationError
      from django.db import DataError, IntegrityError, OperationalError
      from django.db.models import ProtectedError, RestrictedError
      from django.http import HttpRequest, JsonResponse
      from django.views.decorators.csrf import csrf_exempt
      ${binary && py`from drf_spectacular.types import OpenApiTypes`}
      ${binary && py`from drf_spectacular.utils import extend_schema_field`}
      from rest_framework import serializers, status
      from rest_framework.exceptions import APIException
      from rest_framework.pagination import PageNumberPagination
      ${takesMany(plan) && py`from rest_framework.relations import MANY_RELATION_KWARGS, ManyRelatedField`}
      ${!api.pagination && py`from rest_framework.response import Response`}
      from rest_framework.views import exception_handler as drf_exception_handler
      ${kept && py`from backend.business_logic import KeptError`}


      ${definitions([pagination(api.pagination), errors(kept), takesMany(plan) && keys(), rulesMixin(plan), binary && base64(), unknownPath()])}
    `;
  },
};
