/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "program-run.h"
#include "zhihui-desk-settings.h"
#include "zhihui-error.h"
#include "zhihui-language.h"
#include "zhihui-preferences.h"
#include "zhihui-settings-store.h"

/* Something with properties that need no display. */
#define SWITCH_TYPE (switch_get_type ())
G_DECLARE_FINAL_TYPE (Switch, switch, TEST, SWITCH, GObject)

struct _Switch
{
  GObject  parent_instance;
  gboolean is_on;
  char    *order; /* owned */
};

G_DEFINE_FINAL_TYPE (Switch, switch, G_TYPE_OBJECT)

enum
{
  PROP_ON = 1,
  PROP_ORDER,
};

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Switch *self = TEST_SWITCH (object);

  if (id == PROP_ON)
    self->is_on = g_value_get_boolean (value);
  else
    {
      g_free (self->order);
      self->order = g_value_dup_string (value);
    }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Switch *self = TEST_SWITCH (object);

  if (id == PROP_ON)
    g_value_set_boolean (value, self->is_on);
  else
    g_value_set_string (value, self->order);
}

static void
finalize (GObject *object)
{
  g_free (TEST_SWITCH (object)->order);
  G_OBJECT_CLASS (switch_parent_class)->finalize (object);
}

static void
switch_class_init (SwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = set_property;
  object_class->get_property = get_property;
  object_class->finalize = finalize;
  g_object_class_install_property (
    object_class, PROP_ON, g_param_spec_boolean ("on", "", "", FALSE, G_PARAM_READWRITE));
  g_object_class_install_property (
    object_class, PROP_ORDER, g_param_spec_string ("order", "", "", NULL, G_PARAM_READWRITE));
}

static void
switch_init (Switch *self)
{
}

typedef struct
{
  GSettingsBackend *backend; /* owned */
  GSettings        *store;   /* owned: of windows */
  GSettings        *choices; /* owned: of the desk */
  char             *folder;  /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->backend = g_memory_settings_backend_new ();
  self->store = zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, self->backend);
  self->choices = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, self->backend);
  self->folder = program_make_folder ();
  g_assert_nonnull (self->store);
  g_assert_nonnull (self->choices);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->store);
  g_object_unref (self->choices);
  g_object_unref (self->backend);
  program_remove_folder (self->folder);
  g_free (self->folder);
}

static void
test_next_window (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskSettings) first = zhihui_desk_settings_new (self->store);
  g_autoptr (ZhihuiDeskSettings) second = NULL;
  int         board = 0;
  gboolean    is_down = FALSE;
  const char *period = "untouched";

  zhihui_desk_settings_set (first, "rankings", "order", g_variant_new ("(ib)", 2, TRUE));
  zhihui_desk_settings_set (first, "cases", "state", g_variant_new_string ("overdue"));
  zhihui_desk_settings_set_page (first, "cases");

  second = zhihui_desk_settings_new (self->store);
  g_assert_true (
    zhihui_desk_settings_lookup (second, "rankings", "order", "(ib)", &board, &is_down));
  g_assert_cmpint (board, ==, 2);
  g_assert_true (is_down);
  g_assert_cmpstr (zhihui_desk_settings_get_page (second), ==, "cases");

  /* By another name, of another page, of another type: none. */
  g_assert_false (zhihui_desk_settings_lookup (second, "rankings", "state", "&s", &period));
  g_assert_false (zhihui_desk_settings_lookup (second, "map", "order", "(ib)", &board, &is_down));
  g_assert_false (zhihui_desk_settings_lookup (second, "rankings", "order", "&s", &period));
  g_assert_cmpstr (period, ==, "untouched");

  zhihui_desk_settings_set (second, "cases", "state", NULL);
  g_clear_object (&first);
  first = zhihui_desk_settings_new (self->store);
  g_assert_false (zhihui_desk_settings_lookup (first, "cases", "state", "&s", &period));
}

static void
test_open_windows (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskSettings) left = zhihui_desk_settings_new (self->store);
  g_autoptr (ZhihuiDeskSettings) right = zhihui_desk_settings_new (self->store);
  g_autoptr (ZhihuiDeskSettings) next = NULL;
  const char *text = NULL;

  zhihui_desk_settings_set (left, "cases", "state", g_variant_new_string ("open"));
  g_assert_false (zhihui_desk_settings_lookup (right, "cases", "state", "&s", &text));
  zhihui_desk_settings_set (right, "map", "layer", g_variant_new_string ("station"));
  zhihui_desk_settings_set_page (right, "map");
  g_assert_cmpstr (zhihui_desk_settings_get_page (left), ==, "");

  next = zhihui_desk_settings_new (self->store);
  g_assert_true (zhihui_desk_settings_lookup (next, "cases", "state", "&s", &text));
  g_assert_cmpstr (text, ==, "open");
  g_assert_true (zhihui_desk_settings_lookup (next, "map", "layer", "&s", &text));
  g_assert_cmpstr (text, ==, "station");
}

static void
test_bound (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskSettings) first = zhihui_desk_settings_new (self->store);
  g_autoptr (ZhihuiDeskSettings) second = NULL;
  Switch *one = g_object_new (SWITCH_TYPE, "order", "name", NULL);
  g_autoptr (Switch) other = g_object_new (SWITCH_TYPE, NULL);

  zhihui_desk_settings_bind (first, "rankings", "pane", G_OBJECT (one), "on");
  zhihui_desk_settings_bind (first, "rankings", "order", G_OBJECT (one), "order");
  g_assert_false (one->is_on);
  g_assert_cmpstr (one->order, ==, "name"); /* nothing was kept */
  g_object_set (one, "on", TRUE, "order", "rate", NULL);
  g_assert_finalize_object (one); /* a bound object may go */

  second = zhihui_desk_settings_new (self->store);
  zhihui_desk_settings_bind (second, "rankings", "pane", G_OBJECT (other), "on");
  zhihui_desk_settings_bind (second, "rankings", "order", G_OBJECT (other), "order");
  g_assert_true (other->is_on);
  g_assert_cmpstr (other->order, ==, "rate");
}

static void
test_unkept (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskSettings) window = zhihui_desk_settings_new (NULL);
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (NULL, NULL, NULL);
  g_autofree char *source = NULL;
  const char      *text = NULL;

  zhihui_desk_settings_set (window, "cases", "state", g_variant_new_string ("open"));
  g_assert_true (zhihui_desk_settings_lookup (window, "cases", "state", "&s", &text));
  g_assert_cmpstr (text, ==, "open");
  zhihui_preferences_set_string (preferences, ZHIHUI_PREFERENCE_SOURCE, "demo:naxi");
  source = zhihui_preferences_dup_string (preferences, ZHIHUI_PREFERENCE_SOURCE);
  g_assert_cmpstr (source, ==, "demo:naxi");
  g_assert_true (zhihui_preferences_get_boolean (preferences, ZHIHUI_PREFERENCE_NOTIFICATIONS));
}

/* Where no schema is installed GLib would end the program. */
static void
test_uninstalled (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
      g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
      GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();

      g_assert_true (installed == NULL ||
                     g_settings_schema_source_lookup (installed, ZHIHUI_SETTINGS_ID, TRUE) == NULL);
      g_assert_true (g_settings_set_string (store, "colour-scheme", "dark"));
      return;
    }

  {
    g_autofree char *empty = program_make_folder ();

    g_setenv ("GSETTINGS_SCHEMA_DIR", empty, TRUE);
    g_setenv ("XDG_DATA_DIRS", empty, TRUE);
    g_setenv ("XDG_DATA_HOME", empty, TRUE);
    g_setenv ("TMPDIR", empty, TRUE);
    g_test_trap_subprocess (NULL, 0, 0);
    g_test_trap_assert_passed ();
    /* Nothing is left lying about. */
    g_assert_cmpint (g_rmdir (empty), ==, 0);
  }
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_policy (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "desk.conf", NULL);
  g_autofree char *text = NULL, *scheme = NULL;
  g_autoptr (ZhihuiPreferences) preferences = NULL;
  g_autoptr (GError) error = NULL;
  guint n_watermark = 0, n_scheme = 0;

  g_assert_true (g_file_set_contents (
    path,
    "# of the county\n[desk]\nwatermark=true\nwatermark-text=内部资料\nlock-after=5\n",
    -1,
    NULL));
  preferences = zhihui_preferences_new (self->choices, path, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (preferences, "changed::watermark", G_CALLBACK (count_cb), &n_watermark);
  g_signal_connect_swapped (
    preferences, "changed::colour-scheme", G_CALLBACK (count_cb), &n_scheme);

  g_assert_true (zhihui_preferences_is_fixed (preferences, ZHIHUI_PREFERENCE_WATERMARK));
  g_assert_false (zhihui_preferences_is_fixed (preferences, ZHIHUI_PREFERENCE_COLOUR_SCHEME));
  zhihui_preferences_set_boolean (preferences, ZHIHUI_PREFERENCE_WATERMARK, FALSE);
  g_assert_true (g_settings_set_boolean (self->choices, "watermark", FALSE));
  g_assert_true (g_settings_set_uint (self->choices, "lock-after", 240));
  g_assert_true (zhihui_preferences_get_boolean (preferences, ZHIHUI_PREFERENCE_WATERMARK));
  g_assert_cmpuint (zhihui_preferences_get_uint (preferences, ZHIHUI_PREFERENCE_LOCK_AFTER), ==, 5);
  text = zhihui_preferences_dup_string (preferences, ZHIHUI_PREFERENCE_WATERMARK_TEXT);
  g_assert_cmpstr (text, ==, "内部资料");
  g_assert_cmpuint (n_watermark, ==, 0);

  zhihui_preferences_set_string (preferences, ZHIHUI_PREFERENCE_COLOUR_SCHEME, "dark");
  zhihui_preferences_set_string (preferences, ZHIHUI_PREFERENCE_COLOUR_SCHEME, "dark");
  g_assert_cmpuint (n_scheme, ==, 1);
  scheme = g_settings_get_string (self->choices, "colour-scheme");
  g_assert_cmpstr (scheme, ==, "dark");
}

static void
test_bad_policy (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *complaint; /* that has the line and the name */
  } rows[] = {
    { "[desk]\nwatermarks=true\n", "desk.conf:2: “watermarks”" },
    { "[desk]\n\nwatermark=yes\n", "desk.conf:3: “watermark”" },
    { "[desk]\nlock-after=241\n", "desk.conf:2: “lock-after”" },
    { "[desk]\nlock-after=-1\n", "desk.conf:2: “lock-after”" },
    { "[desk]\ncolour-scheme=pink\n", "desk.conf:2: “colour-scheme”" },
    { "[desk]\nwatermark=true\n[wall]\n", "desk.conf:3：" },
    { "watermark=true\n", "desk.conf " },
  };
  g_autofree char *path = g_build_filename (self->folder, "desk.conf", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "none.conf", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      g_assert_null (zhihui_preferences_new (self->choices, path, &error));
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      if (strstr (error->message, rows[i].complaint) == NULL)
        g_error ("'%s' says: %s", rows[i].text, error->message);
    }
  {
    g_autoptr (ZhihuiPreferences) preferences =
      zhihui_preferences_new (self->choices, missing, NULL);

    g_assert_nonnull (preferences);
    g_assert_false (zhihui_preferences_is_fixed (preferences, ZHIHUI_PREFERENCE_WATERMARK));
  }
}

/* Two lists of the same: that of the schema, that of the code. */
static void
test_defaults (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiPreferences) kept = zhihui_preferences_new (self->choices, NULL, NULL);
  g_autoptr (ZhihuiPreferences) unkept = zhihui_preferences_new (NULL, NULL, NULL);
  static const char *const texts[] = {
    "source", "ca-file", "language", "colour-scheme", "watermark-text"
  };
  static const char *const numbers[] = { "poll-period", "lock-after" };
  static const char *const switches[] = { "notifications", "watermark" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *one = zhihui_preferences_dup_string (kept, texts[i]);
      g_autofree char *other = zhihui_preferences_dup_string (unkept, texts[i]);

      g_assert_cmpstr (one, ==, other);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpuint (zhihui_preferences_get_uint (kept, numbers[i]),
                      ==,
                      zhihui_preferences_get_uint (unkept, numbers[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_assert_true (zhihui_preferences_get_boolean (kept, switches[i]) ==
                   zhihui_preferences_get_boolean (unkept, switches[i]));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/desk-settings/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-a-page-remembers-is-there-in-the-next-window", test_next_window);
  ADD ("windows-that-are-open-do-not-disturb-each-other", test_open_windows);
  ADD ("a-bound-property-is-remembered", test_bound);
  ADD ("where-nothing-is-kept-it-holds-as-long-as-the-program", test_unkept);
  g_test_add_func ("/desk-settings/no-schema-needs-to-be-installed", test_uninstalled);
  ADD ("what-the-administrator-fixed-wins", test_policy);
  ADD ("a-policy-that-cannot-be-understood-is-refused-with-its-line", test_bad_policy);
  ADD ("code-and-schema-begin-with-the-same", test_defaults);
#undef ADD
  return g_test_run ();
}
