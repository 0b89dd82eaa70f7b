"""Names that a generated project defines and never uses, one a line; runs in the project's folder."""

import ast
import inspect
import os
import re
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "core.test_settings"

import django  # noqa: E402

django.setup()

# Found by Django under these names, or by whoever looks for another spelling of a module.
FOUND = {"urlpatterns", "application", "main", "settings"}
PASSED_OVER = re.compile(r"(^|/)(migrations/|custom_auth\.py|settings\.py|test_settings\.py|[aw]sgi\.py|manage\.py)")
# What stands in these classes is the GraphQL schema.
SCHEMA = ("backend.graphql.operations", "backend.graphql.types")
# Frameworks look for methods that begin so.
BY_NAME = ("__", "test_", "enter_", "validate_")
TESTS = re.compile(r"(^|/)tests?(_\w+)?(\.py|/)")

trees = {str(path): ast.parse(path.read_text()) for path in map(lambda it: it.relative_to("."), Path(".").rglob("*.py"))}
modules = [path for path in trees if not PASSED_OVER.search(path)]


def names_in(path: str, tree: ast.AST):
    """Every name that a module uses: in code, as an attribute, or inside a text that is no docstring."""
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, WITH_DOC)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.alias) and not path.endswith("__init__.py"):
            yield from node.name.split(".")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
            if not path.endswith("__init__.py"):
                yield from re.findall(r"\w+", node.value)


WITH_DOC = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
used = {name for path, tree in trees.items() for name in names_in(path, tree)}


def top_level(tree: ast.Module):
    """What a module defines for others, less what a decorator or a base class takes care of."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            yield node.name
        elif isinstance(node, ast.ClassDef) and not node.decorator_list:
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def classes():
    """Every class of the project that can be imported."""
    for path in modules:
        module = import_module(path.removesuffix("/__init__.py").removesuffix(".py").replace("/", "."))
        for _, found in inspect.getmembers(module, inspect.isclass):
            if found.__module__ == module.__name__:
                yield found


known = list(classes())
own = {found.__module__ for found in known}


def is_hook(holder: type, name: str) -> bool:
    """Whether a class of somebody else's, beside or above the holder, has something of this name."""
    heirs = [found for found in known if holder in found.__mro__]
    return any(name in vars(base) for heir in heirs for base in heir.__mro__ if base.__module__ not in own)


for path in modules:
    if not TESTS.search(path):
        for name in top_level(trees[path]):
            registered = name.endswith(("Config", "Factory", "Choices"))
            if name not in used | FOUND and not name.startswith("__") and not registered:
                print(f"{path}: {name}")
for holder in known:
    if holder.__module__.startswith(SCHEMA):
        continue
    for name, member in vars(holder).items():
        callable_or_constant = inspect.isfunction(member) or isinstance(member, classmethod | property) or name.isupper()
        if not callable_or_constant or name.startswith(BY_NAME) or member.__class__.__module__ in own:
            continue
        generated = inspect.isfunction(member) and member.__module__ not in own
        if name not in used and not generated and not is_hook(holder, name):
            print(f"{holder.__module__}: {holder.__name__}.{name}")
