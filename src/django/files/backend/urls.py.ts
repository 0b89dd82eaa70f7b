/** backend/urls.py: the routes of the API. */
import { list, name, py, str } from "../../python.ts";
import type { Template } from "../../template.ts";
import { historyPath } from "../history/route.ts";
import { recorded } from "./acting.py.ts";

export const urls: Template = {
  path: "backend/urls.py",
  group: "review",
  neededBy: ["core/urls.py"],
  about: ({ entities }) => `${entities.length} resources, and the routes for signing in`,
  print: (plan) => py`
    """API routes."""

    from django.urls import include, path, re_path
    from rest_framework.permissions import AllowAny
    from rest_framework.routers import APIRootView, DefaultRouter

    from backend import authentication, views
    from backend.api_extensions import unknown_path
    ${recorded(plan).length > 0 && py`from history.api import ChangeViewSet`}


    class PublicRootView(APIRootView):
        """The list of resources, for everyone; what is in them is guarded by each."""

        permission_classes = [AllowAny]


    router = DefaultRouter()
    router.APIRootView = PublicRootView
    router.include_format_suffixes = False
    ${plan.entities.map((it) => py`router.register(${list([str(it.route), py`views.${name(`${it.name}ViewSet`)}`, py`basename=${str(it.lower)}`])})`)}
    ${recorded(plan).length > 0 && py`router.register(${str(historyPath(plan))}, ChangeViewSet, basename="change-history")`}

    urlpatterns = [
        path("auth/register/", authentication.RegisterView.as_view(), name="register"),
        path("auth/token/", authentication.ThrottledTokenObtainPairView.as_view(), name="token"),
        path("auth/token/refresh/", authentication.ThrottledTokenRefreshView.as_view(), name="refresh"),
        path("auth/token/verify/", authentication.ThrottledTokenVerifyView.as_view(), name="verify"),
        path("auth/logout/", authentication.LogoutView.as_view(), name="logout"),
        path("", include(router.urls)),
        re_path(r"^[\s\S]*/\Z", unknown_path),
    ]
  `,
};
