/** The part of the tests about people: registering, signing in and out, passwords, tokens, throttling. */
import type { Plan } from "../../../plan/types.ts";
import { py, str } from "../../../python.ts";

export function accountTests(plan: Plan) {
  const { user, defaultRole } = plan;
  const open = user.access.update.authenticated || user.access.update.anyone;
  return py`
    PASSWORD = "Sup3r-secret-pw"


    class SigningIn(APITestCase):
        """Accounts and their tokens."""

        def setUp(self) -> None:
            cache.clear()

        def registration(self, **changes) -> dict:
            """What a person sends to make an account."""
            example = linked(person(None))
            self.client.force_authenticate(example)
            made = self.client.get(reverse(${str(`${user.lower}-detail`)}, args=[example.pk])).json()
            self.client.force_authenticate(None)
            fields = self.writable()
            unique = {"username": "joe", "email": "joe@example.com", "password": PASSWORD}
            example.delete()
            sent = {k: v for k, v in made.items() if k in fields and v is not None}
            return {**sent, **unique, **changes}

        def writable(self) -> set[str]:
            fields = RegistrationSerializer().fields
            return {name for name in fields if not fields[name].read_only}

        def register(self, **changes):
            return self.client.post(reverse("register"), self.registration(**changes))

        def tokens(self) -> dict:
            data = {"username": "joe", "password": PASSWORD}
            return self.client.post(reverse("token"), data).json()

        def test_register_sign_in_refresh_sign_out(self) -> None:
            response = self.register()
            self.assertEqual(response.status_code, 201, response.content)
            self.assertNotIn("password", response.json())
            first = self.tokens()
            verified = self.client.post(reverse("verify"), {"token": first["access"]})
            self.assertEqual(verified.status_code, 200)
            second = self.client.post(reverse("refresh"), {"refresh": first["refresh"]}).json()
            again = self.client.post(reverse("refresh"), {"refresh": first["refresh"]})
            self.assertEqual(again.status_code, 401, "a refresh token serves once")
            self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {second['access']}")
            me = reverse(${str(`${user.lower}-detail`)}, args=[response.json()["id"]])
            self.assertNotEqual(self.client.get(me).status_code, 401)
            out = self.client.post(reverse("logout"), {"refresh": second["refresh"]})
            self.assertEqual(out.status_code, 200)
            after = self.client.post(reverse("refresh"), {"refresh": second["refresh"]})
            self.assertEqual(after.status_code, 401)

        def test_registering_gives_no_rights(self) -> None:
            wishes = {"is_staff": True, "is_superuser": True, "groups": [1, 2, 3], "role": "Admin"}
            self.register(**{k: v for k, v in wishes.items() if k not in self.writable()})
            joe = get_user_model().objects.get(username="joe")
            self.assertFalse(joe.is_staff or joe.is_superuser)
            self.assertTrue(joe.check_password(PASSWORD))
            self.assertEqual([group.name for group in joe.groups.all()], [${defaultRole !== undefined && str(defaultRole)}])

        def test_weak_passwords_are_refused(self) -> None:
            for weak in ("short", "password1234", "84629104756"):
                with self.subTest(password=weak):
                    response = self.register(password=weak)
                    self.assertEqual(response.status_code, 400)
                    self.assertIn("password", response.json())

        def test_a_new_password_ends_old_tokens(self) -> None:
            self.register()
            self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {self.tokens()['access']}")
            joe = get_user_model().objects.get(username="joe")
            joe.set_password(PASSWORD + "-new")
            joe.save()
            me = reverse(${str(`${user.lower}-detail`)}, args=[joe.pk])
            self.assertEqual(self.client.get(me).status_code, 401)

        def test_guessing_passwords_is_slowed_down(self) -> None:
            data = {"username": "joe", "password": "wrong"}
            with patch.object(ScopedRateThrottle, "THROTTLE_RATES", {"auth": "3/min"}):
                answers = [self.client.post(reverse("token"), data).status_code for _ in range(5)]
            self.assertEqual(answers, [401, 401, 401, 429, 429])
        ${
          !open &&
          py`

            def test_nobody_changes_the_account_of_another(self) -> None:
                self.client.force_authenticate(person(None))
                other = reverse(${str(`${user.lower}-detail`)}, args=[person(None).pk])
                self.assertIn(self.client.patch(other, {"first_name": "X"}).status_code, {403, 404})
          `
        }
  `;
}
