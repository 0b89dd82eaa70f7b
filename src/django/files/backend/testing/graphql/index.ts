/** backend/testing/graphql.py: with it the tests of the REST API are run over GraphQL too. */
import { definitions, py } from "../../../../python.ts";
import type { Template } from "../../../../template.ts";
import { imports } from "../../../../used.ts";
import { ENDPOINT, hasGraphql } from "../../graphql/endpoint.py.ts";
import { graphqlCase } from "./case.ts";
import { client } from "./client.ts";
import { words } from "./words.ts";

const TESTS = "backend/tests.py";

export const graphqlTesting: Template = {
  path: "backend/testing/graphql.py",
  group: "review",
  neededBy: [TESTS],
  serves: ENDPOINT,
  about: () => "the tests of the REST API, asked over GraphQL",
  print: (plan) => {
    if (!hasGraphql(plan)) return undefined;
    const body = definitions([words(), client(plan), graphqlCase(plan)]);
    return py`
      """GraphQL in the place of REST: what a test asks over REST is asked over GraphQL."""

      ${imports(body, SOURCES)}

      ${body}
    `;
  },
};

const SOURCES = {
  "re.": py`import re`,
  dataclass: py`from dataclasses import dataclass`,
  SkipTest: py`from unittest import SkipTest`,
  unquote: py`from urllib.parse import unquote`,
  settings: py`from django.conf import settings`,
  AnonymousUser: py`from django.contrib.auth.models import AnonymousUser`,
  FileField: py`from django.db.models import FileField`,
  override_settings: py`from django.test import override_settings`,
  resolve: py`from django.urls import resolve`,
  reverse: py`from django.urls import reverse`,
  get_named_type: py`from graphql import get_named_type`,
  is_enum_type: py`from graphql import is_enum_type`,
  is_leaf_type: py`from graphql import is_leaf_type`,
  is_non_null_type: py`from graphql import is_non_null_type`,
  APIClient: py`from rest_framework.test import APIClient`,
  visible: py`from backend.authentication import visible`,
  schema: py`from backend.graphql.schema import schema`,
  VIEWS: py`from backend.testing.rows import VIEWS`,
  linked: py`from backend.testing.rows import linked`,
  results: py`from backend.testing.rows import results`,
};
