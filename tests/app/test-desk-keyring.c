/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <string.h>

#include "desk-application.h"
#include "fake-keyring.h"
#include "loop-run.h"
#include "program-run.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-desk-window.h"
#include "zhihui-http-source.h"
#include "zhihui-settings-store.h"
#include "zhihui-source-form.h"
#include "zhihui-token-keeper.h"

#define PATIENCE_S 30

/* A desk whose keyring gives nothing out and takes nothing. */
typedef struct
{
  FakeKeyring   *keyring; /* owned: that of the whole program */
  ServedScenario served;
  GtkWidget     *window; /* of the test */
  GtkWidget     *found;  /* what was waited for */
  const char    *words;
  char          *where; /* owned, nullable: what was chosen */
  int            place;
} Fixture;

static GtkWidget *
find_dialog (const char *heading)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) &&
          g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
        return window;
    }
  return NULL;
}

static gboolean
is_asked (gpointer user_data)
{
  Fixture *self = user_data;

  self->found = find_dialog ("密钥环没有应答");
  return self->found != NULL && gtk_widget_get_mapped (self->found);
}

static gboolean
is_chosen (gpointer user_data)
{
  return ((Fixture *) user_data)->where != NULL;
}

static void
chosen_cb (GtkWidget *form, const char *where, int place, Fixture *self)
{
  self->where = g_strdup (where);
  self->place = place;
}

/* Also for who takes back what was done to it. */
static void
check_token_is_gone (GtkWidget *entry)
{
  gtk_widget_activate_action (widget_search_type (entry, GTK_TYPE_TEXT), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static gboolean
has_text (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_TEXT (widget) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text);
}

/* What was filled in was not typed, and is not taken back. */
static void
assert_stays (GtkWidget *form, const char *text)
{
  GtkWidget *entry = widget_search_first (form, has_text, text);

  g_assert_nonnull (entry);
  gtk_widget_activate_action (entry, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, text);
}

/* It is said, and its user goes on without it: the token is in the file then. */
static void
test_form (Fixture *self, FakeKeyringMood mood)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (store, NULL, NULL);
  g_autofree char *token = program_make_token (self->served.database, "desk");
  g_autofree char *path = zhihui_token_keeper_dup_path (self->served.url);
  GtkWidget       *form = g_object_new (ZHIHUI_TYPE_SOURCE_FORM, NULL);
  GtkWidget       *entry;

  fake_keyring_set_mood (self->keyring, mood);
  g_strstrip (token);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), form);
  zhihui_source_form_set_preferences (ZHIHUI_SOURCE_FORM (form), preferences);
  zhihui_source_form_set_kind (ZHIHUI_SOURCE_FORM (form), ZHIHUI_SOURCE_KIND_PLATFORM, TRUE);
  g_signal_connect (form, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
  zhihui_source_form_set_where (ZHIHUI_SOURCE_FORM (form), self->served.url);
  assert_stays (form, self->served.url);
  entry = widget_search_type (form, ADW_TYPE_PASSWORD_ENTRY_ROW);
  /* Of what is hidden nothing is kept; it can be looked at as it is typed. */
  gtk_text_set_visibility (GTK_TEXT (widget_search_type (entry, GTK_TYPE_TEXT)), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), token);
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL); /* no window manager tells of it */
  g_signal_emit_by_name (entry, "entry-activated");

  loop_run_for (PATIENCE_S, is_asked, self);
  g_assert_null (self->where);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (self->found), "go-on");
  loop_run_for (PATIENCE_S, is_chosen, self);
  g_assert_cmpstr (self->where, ==, self->served.url);
  g_assert_cmpint (self->place, ==, ZHIHUI_TOKEN_PLACE_FILE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (find_dialog ("密钥环没有应答"));
  check_token_is_gone (entry);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_pointer (&self->where, g_free);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_silent_form (gconstpointer data)
{
  test_form ((Fixture *) data, FAKE_KEYRING_SILENT);
}

static void
test_locked_form (gconstpointer data)
{
  test_form ((Fixture *) data, FAKE_KEYRING_LOCKED);
}

static gboolean
is_said (gpointer user_data)
{
  Fixture *self = user_data;

  return widget_search_has_words (self->window, self->words);
}

/* A desk that starts says why it shows nothing, and leads to where the token can be given. */
static void
test_start (Fixture *self, FakeKeyringMood mood)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiHttpSource) source =
    zhihui_http_source_new (self->served.url, NULL, NULL, &error);
  GtkWidget *button;

  g_assert_no_error (error);
  fake_keyring_set_mood (self->keyring, mood);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), ZHIHUI_SOURCE (source));
  gtk_window_present (GTK_WINDOW (self->window));
  self->words = "密钥环已锁定或没有应答";
  loop_run_for (PATIENCE_S, is_said, self);
  button =
    widget_search_type (widget_search_type (self->window, ADW_TYPE_STATUS_PAGE), GTK_TYPE_BUTTON);
  while (button != NULL && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)),
                                      "app.preferences") != 0)
    button = gtk_widget_get_next_sibling (button);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_visible (button));
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
test_silent_start (gconstpointer data)
{
  test_start ((Fixture *) data, FAKE_KEYRING_SILENT);
}

static void
test_locked_start (gconstpointer data)
{
  test_start ((Fixture *) data, FAKE_KEYRING_DISMISSED);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = program_make_folder ();
  g_autofree char *zhihui = g_build_filename (home, "zhihui", NULL);
  g_autofree char *tokens = g_build_filename (zhihui, "tokens", NULL);
  g_autoptr (AdwApplication) application = NULL;
  Fixture fixture = { 0 };
  int     status;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  fixture.keyring = fake_keyring_new ();
  application = desk_application_start (&argc, &argv, NULL);
  if (application == NULL)
    return 77;

  served_scenario_start (&fixture.served, "zichuan", "100");
  g_test_add_data_func (
    "/desk-keyring/one-that-never-answers-is-gone-on-without", &fixture, test_silent_form);
  g_test_add_data_func (
    "/desk-keyring/one-that-stays-locked-is-gone-on-without", &fixture, test_locked_form);
  g_test_add_data_func (
    "/desk-keyring/a-start-says-that-it-does-not-answer", &fixture, test_silent_start);
  g_test_add_data_func (
    "/desk-keyring/a-start-says-that-it-is-locked", &fixture, test_locked_start);
  status = g_test_run ();
  served_scenario_stop (&fixture.served);
  fake_keyring_free (fixture.keyring);
  program_remove_folder (tokens);
  program_remove_folder (zhihui);
  program_remove_folder (home);
  return status;
}
