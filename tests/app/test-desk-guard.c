/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <math.h>

#include "desk-application.h"
#include "loop-run.h"
#include "own-bus.h"
#include "widget-search.h"
#include "zhihui-desk-bell.h"
#include "zhihui-desk-guard.h"
#include "zhihui-desk-shield.h"
#include "zhihui-screen-lock.h"
#include "zhihui-settings-store.h"
#include "zhihui-watermark-layer.h"
#include "zhihui-watermark.h"

#define SECRET "段某反映噪声扰民"
#define MINUTE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  ZhihuiPreferences *preferences; /* owned */
  ZhihuiDeskGuard   *guard;       /* owned */
  GtkWidget         *window, *label, *entry;
} Fixture;

static gboolean
is_mapped (gpointer window)
{
  return gtk_widget_get_mapped (window);
}

static GtkApplication *
get_application (void)
{
  return GTK_APPLICATION (g_application_get_default ());
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->preferences = zhihui_preferences_new (store, NULL, NULL);
  self->guard = zhihui_desk_guard_new (get_application (), self->preferences);
  self->window = adw_application_window_new (get_application ());
  gtk_window_set_title (GTK_WINDOW (self->window), SECRET);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 640, 480);
  self->label = gtk_label_new (SECRET);
  self->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), SECRET);
  gtk_widget_set_tooltip_text (self->label, SECRET);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->entry);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window), box);
  gtk_window_set_focus (GTK_WINDOW (self->window), self->entry);
  gtk_window_present (GTK_WINDOW (self->window));
  loop_run_until (is_mapped, self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_finalize_object (self->guard);
  g_object_unref (self->preferences);
}

/* As AT-SPI goes down: what is not visible is not presented, nor is what lies in it. */
static gboolean
tells (GtkWidget *widget, const char *text)
{
  g_autofree char *label = NULL;

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return FALSE;
  if ((GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL) ||
      (GTK_IS_EDITABLE (widget) &&
       strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), text) != NULL) ||
      (GTK_IS_WINDOW (widget) &&
       strstr (gtk_window_get_title (GTK_WINDOW (widget)), text) != NULL) ||
      g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return TRUE;
  label = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\x01");
  if (label != NULL && strstr (label, text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tells (child, text))
      return TRUE;
  return FALSE;
}

/* Who typed goes on where that was. */
static void
test_the_keyboard_is_where_it_was (Fixture *self, gconstpointer data)
{
  GtkWidget *box = gtk_widget_get_parent (self->entry);

  gtk_box_prepend (GTK_BOX (box), gtk_button_new_with_label (SECRET));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), 2);
  zhihui_desk_guard_lock (self->guard);
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), box));
  zhihui_desk_guard_unlock (self->guard);
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), self->entry));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (self->entry)), ==, 2);
  /* What had it is gone. */
  zhihui_desk_guard_lock (self->guard);
  gtk_box_remove (GTK_BOX (box), self->entry);
  zhihui_desk_guard_unlock (self->guard);
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (self->window))));
}

static void
test_covered (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), SECRET, SECRET);
  GtkWidget *other = gtk_window_new ();

  gtk_window_set_title (GTK_WINDOW (other), SECRET);
  gtk_window_set_child (GTK_WINDOW (other), gtk_label_new (SECRET));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (other));
  loop_run_until (is_mapped, dialog);
  loop_run_until (is_mapped, other);
  g_assert_true (tells (self->window, SECRET));
  g_assert_true (tells (dialog, SECRET));

  zhihui_desk_guard_lock (self->guard);
  g_assert_true (zhihui_desk_guard_is_locked (self->guard));
  g_assert_false (tells (self->window, SECRET));
  g_assert_false (tells (dialog, SECRET));
  g_assert_false (tells (other, SECRET));
  g_assert_true (tells (self->window, "工作台已遮盖"));
  g_assert_false (gtk_widget_get_mapped (self->label));

  zhihui_desk_guard_unlock (self->guard);
  g_assert_true (tells (self->window, SECRET));
  g_assert_true (tells (dialog, SECRET));
  g_assert_true (tells (other, SECRET));
  g_assert_false (tells (self->window, "工作台已遮盖"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, SECRET);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (other));
}

/* A dialog that comes while the desk is covered is covered, too. */
static void
test_late_window (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), SECRET, SECRET);

  zhihui_desk_guard_lock (self->guard);
  gtk_window_present (GTK_WINDOW (dialog));
  loop_run_until (is_mapped, dialog);
  g_assert_false (tells (dialog, SECRET));
  zhihui_desk_guard_unlock (self->guard);
  g_assert_true (tells (dialog, SECRET));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_keys (Fixture *self, gconstpointer data)
{
  const char *const accels[] = { "<Control>e", "<Control>p", NULL };
  g_auto (GStrv) before = NULL, during = NULL, after = NULL;

  gtk_application_set_accels_for_action (get_application (), "win.export-pdf", accels);
  before = gtk_application_get_accels_for_action (get_application (), "win.export-pdf");
  zhihui_desk_guard_lock (self->guard);
  during = gtk_application_get_accels_for_action (get_application (), "win.export-pdf");
  g_assert_cmpuint (g_strv_length (during), ==, 0);
  zhihui_desk_guard_lock (self->guard); /* a second time takes nothing away */
  zhihui_desk_guard_unlock (self->guard);
  after = gtk_application_get_accels_for_action (get_application (), "win.export-pdf");
  g_assert_cmpuint (g_strv_length (before), ==, 2);
  g_assert_true (g_strv_equal ((const char *const *) after, (const char *const *) before));
}

/* What reaches the window before anything that it does by itself. */
static gboolean
is_caught (GtkWidget *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  gboolean is_caught = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_caught; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one) &&
          gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (one, "key-pressed", key, 0u, modifiers, &is_caught);
    }
  return is_caught;
}

static void
test_window_keys (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    gboolean        is_caught;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, TRUE },
    { GDK_KEY_1, 0, TRUE },
    { GDK_KEY_2, GDK_ALT_MASK, TRUE },
    { GDK_KEY_Return, GDK_CONTROL_MASK, TRUE },
    { GDK_KEY_F10, 0, TRUE },
    { GDK_KEY_Tab, 0, FALSE },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, FALSE },
    { GDK_KEY_Down, 0, FALSE },
    { GDK_KEY_Return, GDK_LOCK_MASK, FALSE },
    { GDK_KEY_space, 0, FALSE },
  };

  for (guint pass = 0; pass < 3; pass++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_assert_true (is_caught (self->window, keys[i].key, keys[i].modifiers) ==
                       (pass == 1 && keys[i].is_caught));
      if (pass == 0)
        zhihui_desk_guard_lock (self->guard);
      else
        zhihui_desk_guard_unlock (self->guard);
    }
}

static void
test_idle (Fixture *self, gconstpointer data)
{
  gint64 start_us = g_get_monotonic_time ();

  zhihui_desk_guard_pass (self->guard, start_us + 1000 * (gint64) MINUTE_US);
  g_assert_false (zhihui_desk_guard_is_locked (self->guard)); /* never, as long as not chosen */

  zhihui_preferences_set_uint (self->preferences, ZHIHUI_PREFERENCE_LOCK_AFTER, 5);
  zhihui_desk_guard_unlock (self->guard); /* somebody is there now */
  start_us = g_get_monotonic_time ();
  zhihui_desk_guard_pass (self->guard, start_us + 5 * (gint64) MINUTE_US - G_USEC_PER_SEC);
  g_assert_false (zhihui_desk_guard_is_locked (self->guard));
  zhihui_desk_guard_pass (self->guard, start_us + 5 * (gint64) MINUTE_US);
  g_assert_true (zhihui_desk_guard_is_locked (self->guard));
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* What stands behind a cover is not seen, although the window has the keyboard. */
static void
test_bell (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskBell) bell = zhihui_desk_bell_new (NULL, GTK_WINDOW (self->window));

  gtk_window_present (GTK_WINDOW (self->window));
  loop_run_until (is_active, self->window);
  g_assert_true (zhihui_desk_bell_is_looked_at (bell));
  zhihui_desk_guard_lock (self->guard);
  g_assert_true (gtk_window_is_active (GTK_WINDOW (self->window)));
  g_assert_false (zhihui_desk_bell_is_looked_at (bell));
  zhihui_desk_guard_unlock (self->guard);
  g_assert_true (zhihui_desk_bell_is_looked_at (bell));
}

static void
test_watermark (Fixture *self, gconstpointer data)
{
  GtkWidget            *widget, *picked;
  ZhihuiWatermarkLayer *layer;
  guint                 n_drawn;

  zhihui_preferences_set_string (self->preferences, ZHIHUI_PREFERENCE_WATERMARK_TEXT, "内部资料");
  g_assert_null (widget_search_type (self->window, ZHIHUI_TYPE_WATERMARK_LAYER));
  zhihui_preferences_set_boolean (self->preferences, ZHIHUI_PREFERENCE_WATERMARK, TRUE);
  widget = widget_search_type (self->window, ZHIHUI_TYPE_WATERMARK_LAYER);
  g_assert_nonnull (widget);
  layer = ZHIHUI_WATERMARK_LAYER (widget);
  g_assert_true (g_str_has_prefix (zhihui_watermark_layer_get_text (layer), "内部资料 · "));
  g_assert_nonnull (strstr (zhihui_watermark_layer_get_text (layer), g_get_user_name ()));
  g_assert_nonnull (strstr (zhihui_watermark_layer_get_text (layer), g_get_host_name ()));
  /* The keyboard stays where it was. */
  g_assert_true (gtk_widget_has_focus (gtk_widget_get_first_child (self->entry)) ||
                 gtk_window_get_focus (GTK_WINDOW (self->window)) ==
                   gtk_widget_get_first_child (self->entry));

  loop_run_one_frame (self->window);
  g_assert_cmpint (gtk_widget_get_width (widget), ==, gtk_widget_get_width (self->window));
  n_drawn = zhihui_watermark_layer_get_n_drawn (layer);
  g_assert_cmpuint (n_drawn, >=, 1);
  for (guint i = 0; i < 3; i++)
    {
      gtk_label_set_text (GTK_LABEL (self->label), i % 2 == 0 ? "a" : "b");
      loop_run_one_frame (self->window);
    }
  g_assert_cmpuint (zhihui_watermark_layer_get_n_drawn (layer), ==, n_drawn);
  zhihui_watermark_layer_set_text (layer, "another minute");
  loop_run_one_frame (self->window);
  g_assert_cmpuint (zhihui_watermark_layer_get_n_drawn (layer), ==, n_drawn + 1);

  for (int x = 10; x < 600; x += 60)
    {
      picked = gtk_widget_pick (self->window, x, 200, GTK_PICK_DEFAULT);
      g_assert_false (picked == widget);
    }
  zhihui_preferences_set_boolean (self->preferences, ZHIHUI_PREFERENCE_WATERMARK, FALSE);
  g_assert_cmpstr (zhihui_watermark_layer_get_text (layer), ==, "");
}

static void
test_minute (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 7, 29, 9, 5, 59.9);
  g_autofree char *full = zhihui_desk_guard_write_watermark ("内部", "li", "desk-7", now);
  g_autofree char *bare = zhihui_desk_guard_write_watermark ("", "li", "desk-7", now);

  g_assert_cmpstr (full, ==, "内部 · li · desk-7 · 2026-07-29 09:05");
  g_assert_cmpstr (bare, ==, "li · desk-7 · 2026-07-29 09:05");
}

/* Two copies that lie over each other are darker than one. */
static void
test_geometry (void)
{
  static const char *const texts[] = { "li · desk-7 · 2026-07-29 09:05",
                                       "内部资料，严禁外传，违者追究 · zhang-xiaoming · "
                                       "yamen-desk-0231.county.example · 2026-07-29 09:05" };
  enum
  {
    WIDTH = 1440,
    HEIGHT = 900,
    CELL_X = 480,
    CELL_Y = 150
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (ZHIHUI_THEME_DESK_LIGHT, 1.0);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
      cairo_t         *cr = cairo_create (surface);
      const guint8    *pixels;
      int              stride;
      guint            n_cells[(WIDTH / CELL_X) * (HEIGHT / CELL_Y)] = { 0 };

      zhihui_watermark_draw (cr, theme, texts[i], WIDTH, HEIGHT, (ZhihuiRgba){ 0, 0, 0, 0.4 });
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      pixels = cairo_image_surface_get_data (surface);
      stride = cairo_image_surface_get_stride (surface);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            guint8 alpha =
              (guint8) (((const guint32 *) (gconstpointer) (pixels + y * stride))[x] >> 24);

            g_assert_cmpuint (alpha, <=, 103); /* 0.4 of 255, rounded up once */
            n_cells[y / CELL_Y * (WIDTH / CELL_X) + x / CELL_X] += alpha > 50;
          }
      /* Whatever part of the screen is photographed: it is marked. */
      for (gsize cell = 0; cell < G_N_ELEMENTS (n_cells); cell++)
        g_assert_cmpuint (n_cells[cell], >, 100);
      cairo_surface_destroy (surface);
    }
}

/* ---- the lock of the desktop ---- */

typedef struct
{
  guint    n_locks;
  gboolean is_over, is_asked, is_unlocked;
} Desktop;

static void
method_called_cb (GDBusConnection       *connection,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer               user_data)
{
  ((Desktop *) user_data)->n_locks++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Desktop *self = user_data;

  self->is_asked = zhihui_screen_lock_lock_finish (result, NULL);
  self->is_over = TRUE;
}

static gboolean
is_over (gpointer user_data)
{
  return ((Desktop *) user_data)->is_over;
}

static gboolean
is_unlocked (gpointer user_data)
{
  return ((Desktop *) user_data)->is_unlocked;
}

static void
unlocked_cb (Desktop *self)
{
  self->is_unlocked = TRUE;
}

static void
name_owned_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ((Desktop *) user_data)->is_over = TRUE;
}

static void
test_desktop (void)
{
  static const char                 xml[] = "<node><interface name='org.freedesktop.ScreenSaver'>"
                                            "<method name='Lock'/></interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = method_called_cb };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  GDBusConnection  *desktop_side = NULL;
  ZhihuiScreenLock *lock;
  Desktop           desktop = { 0 };
  guint             name_id, object_id;

  if (address != NULL)
    desktop_side =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL,
                                              NULL,
                                              NULL);
  if (desktop_side == NULL)
    {
      g_test_skip ("no session bus");
      return;
    }
  lock = zhihui_screen_lock_new ();
  g_signal_connect_swapped (lock, "unlocked", G_CALLBACK (unlocked_cb), &desktop);

  zhihui_screen_lock_lock_async (lock, NULL, asked_cb, &desktop);
  loop_run_until (is_over, &desktop);
  g_assert_false (desktop.is_asked); /* nobody locks here yet */

  object_id = g_dbus_connection_register_object (desktop_side,
                                                 "/org/freedesktop/ScreenSaver",
                                                 node->interfaces[0],
                                                 &vtable,
                                                 &desktop,
                                                 NULL,
                                                 NULL);
  g_assert_cmpuint (object_id, !=, 0);
  name_id = g_bus_own_name_on_connection (desktop_side,
                                          "org.freedesktop.ScreenSaver",
                                          G_BUS_NAME_OWNER_FLAGS_NONE,
                                          name_owned_cb,
                                          NULL,
                                          &desktop,
                                          NULL);
  desktop.is_over = FALSE;
  loop_run_until (is_over, &desktop);
  desktop.is_over = FALSE;
  zhihui_screen_lock_lock_async (lock, NULL, asked_cb, &desktop);
  loop_run_until (is_over, &desktop);
  g_assert_true (desktop.is_asked);
  g_assert_cmpuint (desktop.n_locks, ==, 1);

  g_assert_true (g_dbus_connection_emit_signal (desktop_side,
                                                NULL,
                                                "/org/freedesktop/ScreenSaver",
                                                "org.freedesktop.ScreenSaver",
                                                "ActiveChanged",
                                                g_variant_new ("(b)", TRUE),
                                                NULL));
  g_assert_false (desktop.is_unlocked);
  g_assert_true (g_dbus_connection_emit_signal (desktop_side,
                                                NULL,
                                                "/org/freedesktop/ScreenSaver",
                                                "org.freedesktop.ScreenSaver",
                                                "ActiveChanged",
                                                g_variant_new ("(b)", FALSE),
                                                NULL));
  loop_run_until (is_unlocked, &desktop);

  g_bus_unown_name (name_id);
  g_assert_finalize_object (lock);
  g_object_unref (desktop_side);
}

int
main (int argc, char **argv)
{
  GSubprocess *bus = own_bus_start (); /* whose screen saver is nobody else's */
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);
  int status;

  if (application == NULL)
    {
      own_bus_stop (bus);
      return 77;
    }

#define ADD(name, func) g_test_add ("/desk-guard/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-covered-desk-tells-nothing-and-comes-back", test_covered);
  ADD ("the-keyboard-is-where-it-was", test_the_keyboard_is_where_it_was);
  ADD ("a-window-that-comes-later-is-covered-too", test_late_window);
  ADD ("a-covered-desk-obeys-no-keys", test_keys);
  ADD ("a-covered-window-does-nothing-by-its-own-keys", test_window_keys);
  ADD ("the-desk-is-covered-after-the-idle-minutes", test_idle);
  ADD ("a-covered-desk-is-not-looked-at", test_bell);
  ADD ("the-watermark-lies-over-the-window-and-lets-the-pointer-through", test_watermark);
#undef ADD
  g_test_add_func ("/desk-guard/the-watermark-tells-the-minute", test_minute);
  g_test_add_func ("/desk-guard/the-watermark-is-everywhere-and-never-over-itself", test_geometry);
  g_test_add_func ("/desk-guard/the-desktop-is-asked-to-lock-and-heard-to-unlock", test_desktop);
  status = g_test_run ();
  own_bus_stop (bus);
  return status;
}
