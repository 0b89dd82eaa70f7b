/** core/urls.py: what answers at which address. */
import { py, str } from "../../python.ts";
import type { Template } from "../../template.ts";
import { hasGraphql } from "../backend/graphql/endpoint.py.ts";
import { holdsFiles } from "../backend/uploads.py.ts";

export const rootUrls: Template = {
  path: "core/urls.py",
  group: "review",
  neededBy: ["core/settings.py"],
  about: (plan) => `the API under /${plan.prefix}${hasGraphql(plan) ? " and /graphql/" : ""}, its schema and docs`,
  print: (plan) => {
    const admin = plan.has("backend/admin.py");
    const files = holdsFiles(plan);
    const graphql = hasGraphql(plan);
    return py`
      """Root URL configuration."""

      ${files && py`from django.conf import settings`}
      ${admin && py`from django.contrib import admin`}
      from django.urls import include, path
      from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

      ${files && py`from backend import uploads`}
      ${graphql && py`from backend.graphql.endpoint import GraphQLView`}
      ${plan.prefix !== "api/" && py`from backend.urls import router`}

      urlpatterns = [
          ${admin && py`path("admin/", admin.site.urls),`}
          path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
          path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
          ${graphql && py`path("graphql/", GraphQLView.as_view(), name="graphql"),`}
          path(${str(plan.prefix)}, include("backend.urls")),
          ${plan.prefix !== "api/" && py`# Who does not know the version yet finds the routes here.`}
          ${plan.prefix !== "api/" && py`path("api/", router.get_api_root_view(), name="api-routes"),`}
      ]
      ${
        files &&
        py`
          if settings.DEBUG:
              urlpatterns.append(path("media/<path:path>", uploads.serve))
        `
      }
    `;
  },
};
