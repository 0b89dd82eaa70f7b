/** backend/auth/custom_auth.py and backend/settings.py: other names for what stands elsewhere, kept for who looks there. */
import { py } from "../../../python.ts";
import type { Template } from "../../../template.ts";

export const authInit: Template = {
  path: "backend/auth/__init__.py",
  group: "boilerplate",
  neededBy: ["backend/auth/custom_auth.py"],
  about: () => "marks a package",
  print: () => "",
};

export const customAuth: Template = {
  path: "backend/auth/custom_auth.py",
  group: "boilerplate",
  neededBy: [],
  about: () => "another name for backend/authentication.py",
  print: () => py`
    """Another name for what backend.authentication holds."""

    from backend.authentication import (
        PERMISSIONS,
        ROLES,
        LogoutView,
        RegisterView,
        RolePermission,
        roles_of,
    )

    __all__ = [
        "PERMISSIONS",
        "ROLES",
        "LogoutView",
        "RegisterView",
        "RolePermission",
        "roles_of",
    ]
  `,
};

export const backendSettings: Template = {
  path: "backend/settings.py",
  group: "boilerplate",
  neededBy: [],
  about: () => "another name for core/settings.py",
  print: () => py`
    """Another name for core.settings."""

    from core.settings import *  # noqa: F403
  `,
};
