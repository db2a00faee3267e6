/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-platform.h"
#include "zhihui-error.h"
#include "zhihui-source.h"
#include "zhihui-trust-settings.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = make_folder ();
  self->path = g_build_filename (self->folder, "sources.conf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
write_settings (Fixture *self, const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

#define TWO                                                                                        \
  "# two walls\n"                                                                                  \
  "[first]\naddress=https://one.example/api/v1\nca-file=one.pem\ntoken-file=/run/one\n\n"          \
  "[second]\naddress=https://two.example:8460\npins=sha256//a;sha256//b\nsigner=none\n"

static void
test_source_by_name_and_address (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *where, *address, *ca_file;
    guint       n_pins;
  } cases[] = {
    { "first", "https://one.example/api/v1", "one.pem", 0 },
    { "https://one.example", "https://one.example/api/v1", "one.pem", 0 },
    { "https://ONE.example/", "https://one.example/api/v1", "one.pem", 0 },
    { "second", "https://two.example:8460", NULL, 2 },
    { "https://two.example:8460/api/v1", "https://two.example:8460", NULL, 2 },
    { "https://two.example", NULL, NULL, 0 },
    { "http://one.example", NULL, NULL, 0 },
    { "third", NULL, NULL, 0 },
    { "demo:zichuan", NULL, NULL, 0 },
  };

  write_settings (self, TWO);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (ZhihuiTrustSettings) settings = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *address = NULL;
      g_autofree char *ca_file =
        cases[i].ca_file != NULL ? g_build_filename (self->folder, cases[i].ca_file, NULL) : NULL;

      g_assert_true (
        zhihui_trust_settings_load (&settings, self->path, cases[i].where, &address, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (address, ==, cases[i].address);
      g_assert_cmpstr (settings.ca_file, ==, ca_file);
      g_assert_cmpuint (
        settings.pins != NULL ? g_strv_length (settings.pins) : 0, ==, cases[i].n_pins);
      g_assert_cmpstr (settings.token_file, ==, ca_file != NULL ? "/run/one" : NULL);
    }
}

static void
test_profile_beside_the_settings (Fixture *self, gconstpointer data)
{
  const char *const names[] = { "beside", "afar", "demo" };
  g_autofree char  *beside = g_build_filename (self->folder, "county.profile", NULL);
  const char *const expected[] = { beside, "/srv/county.profile", "demo:zichuan" };

  write_settings (self,
                  "[beside]\naddress=county.profile\n[afar]\naddress=/srv/county.profile\n"
                  "[demo]\naddress=demo:zichuan\n");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (ZhihuiTrustSettings) settings = { 0 };
      g_autofree char *address = NULL;

      g_assert_true (zhihui_trust_settings_load (&settings, self->path, names[i], &address, NULL));
      g_assert_cmpstr (address, ==, expected[i]);
    }
}

static void
test_calendar_beside_a_source (Fixture *self, gconstpointer data)
{
  g_auto (ZhihuiTrustSettings) settings = { 0 };
  g_autofree char *address = NULL;
  g_autofree char *secret = g_build_filename (self->folder, "password", NULL);
  g_autoptr (GError) error = NULL;

  write_settings (self,
                  "[one]\naddress=demo:zichuan\ncalendar=webcal://a.example/x.ics\n"
                  "calendar-user=wall\ncalendar-secret-file=password\ncalendar-mode=replace\n"
                  "calendar-hosts=a.example;*.b.example\njoin-hosts=c.example\n");
  settings.calendar.mode = g_strdup ("add");
  g_assert_true (
    zhihui_trust_settings_load (&settings, self->path, "demo:zichuan", &address, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (settings.calendar.url, ==, "webcal://a.example/x.ics");
  g_assert_cmpstr (settings.calendar.user, ==, "wall");
  g_assert_cmpstr (settings.calendar.secret_file, ==, secret);
  g_assert_cmpstr (settings.calendar.mode, ==, "add");
  g_assert_cmpuint (g_strv_length (settings.calendar.hosts), ==, 2);
  g_assert_cmpstr (settings.calendar.hosts[1], ==, "*.b.example");
  g_assert_cmpuint (g_strv_length (settings.join_hosts), ==, 1);
  g_assert_cmpstr (settings.join_hosts[0], ==, "c.example");
  g_assert_null (settings.token_file);
}

/* Those of the source and of its calendar together; none where none is named. */
static void
test_hosts_to_join_are_known_by_the_source (Fixture *self, gconstpointer data)
{
  const char *const own[] = { "c.example", NULL }, *const bad[] = { "https://c.example", NULL };
  const char *const calendar[] = { "*.b.example", NULL };
  g_auto (ZhihuiTrustSettings) none = { 0 };
  g_auto (ZhihuiTrustSettings) both = { .join_hosts = g_strdupv ((char **) own),
                                        .calendar.hosts = g_strdupv ((char **) calendar) };
  g_auto (ZhihuiTrustSettings) wrong = { .join_hosts = g_strdupv ((char **) bad) };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiSource) silent =
    zhihui_source_new_trusting ("http://127.0.0.1:1", &none, NULL, NULL);
  g_autoptr (ZhihuiSource) source =
    zhihui_source_new_trusting ("http://127.0.0.1:1", &both, NULL, NULL);
  const char *const *hosts = zhihui_source_get_join_hosts (source);

  g_assert_null (zhihui_source_get_join_hosts (silent));
  g_assert_cmpuint (g_strv_length ((char **) hosts), ==, 2);
  g_assert_cmpstr (hosts[0], ==, "c.example");
  g_assert_cmpstr (hosts[1], ==, "*.b.example");
  g_assert_null (zhihui_source_new_trusting ("http://127.0.0.1:1", &wrong, NULL, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
}

static void
test_options_win (Fixture *self, gconstpointer data)
{
  const char *const pins[] = { "sha256//mine", NULL };
  g_auto (ZhihuiTrustSettings) first = { .token_file = g_strdup ("mine") };
  g_auto (ZhihuiTrustSettings) second = { .pins = g_strdupv ((char **) pins) };
  g_auto (ZhihuiTrustSettings) third = { .ca_file = g_strdup ("mine.pem") };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;

  write_settings (self, TWO);
  g_assert_true (zhihui_trust_settings_load (&first, self->path, "first", &a, NULL));
  g_assert_cmpstr (first.token_file, ==, "mine");
  g_assert_nonnull (first.ca_file);
  g_assert_true (zhihui_trust_settings_load (&second, self->path, "second", &b, NULL));
  g_assert_cmpuint (g_strv_length (second.pins), ==, 1);
  /* An authority that was named is not joined by the pins of the file. */
  g_assert_true (zhihui_trust_settings_load (&third, self->path, "second", &c, NULL));
  g_assert_null (third.pins);
}

static void
test_faults_have_lines (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text, *says;
  } faults[] = {
    { "[a]\naddress=https://a.example\n\ntoken=secret-7\n", ":4: 'token'" },
    { "[a]\naddress=https://a.example\n[b]\nca-file=x\n", ":3: the source 'b'" },
    { "[a]\naddress=https://a.example\nca-file=\n", ":3: 'ca-file'" },
    { "[b]\naddress=https://b.example\npins=x\n[a]\naddress=https://a.example\npinz = x\n",
      ":6: 'pinz'" },
    { "address=https://a.example\n", "not a file of sources" },
    { "{\"address\":1}", "not a file of sources" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (ZhihuiTrustSettings) settings = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *address = NULL;

      write_settings (self, faults[i].text);
      g_assert_false (zhihui_trust_settings_load (&settings, self->path, "a", &address, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      if (strstr (error->message, faults[i].says) == NULL)
        g_error ("“%s” is not in: %s", faults[i].says, error->message);
      g_assert_null (strstr (error->message, "secret-7"));
    }
}

static void
test_missing_file (Fixture *self, gconstpointer data)
{
  g_auto (ZhihuiTrustSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  g_assert_true (zhihui_trust_settings_load (&settings, self->path, "a", &address, &error));
  g_assert_no_error (error);
  g_assert_null (address);
}

#define ADD(path, test) g_test_add ("/trust-settings/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("hosts-to-join-are-known-by-the-source", test_hosts_to_join_are_known_by_the_source);
  ADD ("a-source-is-found-by-name-or-address", test_source_by_name_and_address);
  ADD ("a-profile-may-lie-beside-the-settings", test_profile_beside_the_settings);
  ADD ("a-calendar-may-be-beside-a-source", test_calendar_beside_a_source);
  ADD ("what-the-command-line-says-wins", test_options_win);
  ADD ("what-is-wrong-has-a-line", test_faults_have_lines);
  ADD ("a-missing-file-says-nothing", test_missing_file);

  return g_test_run ();
}
