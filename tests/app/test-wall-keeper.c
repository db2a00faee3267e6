/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-keeper.h"

#include "fake-platform.h"
#include "lone-window.h"
#include "notify-listener.h"
#include "zhihui-http-source.h"
#include "zhihui-language.h"
#include "zhihui-page-wants.h"
#include "zhihui-worker-voice.h"

#include <string.h>

/* So long systemd would have to wait for a sign of life. */
#define SILENT_MS 2500
/* Time, and the same time. */
#define RED                                                                                            \
  "{\"as_of\":\"%s\",\"revision\":\"r1\",\"items\":[{\"id\":\"a\","                                    \
  "\"kind\":\"overdue\",\"level\":\"red\",\"text\":\"1 件超期\",\"unit\":{\"name\":\"住建局\"}," \
  "\"raised_at\":\"%s\",\"acknowledged\":false,\"count\":1}]}"

typedef struct
{
  FakePlatform     *platform;
  NotifyListener   *listener;
  ZhihuiSource     *source;
  ZhihuiWallWindow *window; /* owned by GTK */
  ZhihuiWallKeeper *keeper;
  guint             n_heard; /* by atomic operations */
  guint             n_before;
  gboolean          has_red;
} Fixture;

static gboolean
hear (gpointer device, const ZhihuiAnnouncement *announcement, GError **error)
{
  if (announcement != NULL)
    g_atomic_int_inc ((gint *) device);
  return TRUE;
}

static void
forget (gpointer device)
{
}

static const ZhihuiVoiceDevice ear = { .name = "speech", .utter = hear, .free = forget };

/* At the platform, which has the clock of this machine. */
static char *
dup_time (int hours, const char *format)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, hours);

  return g_date_time_format (then, format);
}

static gboolean
answer_red (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *now = NULL;
  g_autofree char *body = NULL;

  if (!self->has_red ||
      !g_str_has_suffix (g_uri_get_path (soup_server_message_get_uri (message)), "/alerts"))
    return FALSE;

  now = dup_time (0, "%Y-%m-%dT%H:%M:%S+08:00");
  body = g_strdup_printf (RED, now, now);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (
    message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
  return TRUE;
}

static void
open_wall (Fixture *self, const char *conf)
{
  g_autoptr (GBytes) bytes = g_bytes_new (conf, strlen (conf));
  g_autoptr (ZhihuiSettingsText) text = zhihui_settings_text_new (bytes, "wall.conf", NULL);
  ZhihuiSchedule   *schedule = zhihui_schedule_new ();
  ZhihuiHttpSource *source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, NULL);
  ZhihuiAlarmRules rules;
  ZhihuiWants      wants;

  g_assert_true (zhihui_schedule_read (schedule, text, NULL));
  zhihui_alarm_rules_init (&rules);
  zhihui_http_source_set_token (source, NULL);
  self->source = ZHIHUI_SOURCE (source);
  zhihui_page_wants_of_shipped ("overview", 1600, 900, &wants);
  wants.period_s = 1;
  zhihui_source_set_wants (self->source, &wants);
  zhihui_source_start (self->source);
  self->window = lone_window_new (self->source);
  zhihui_wall_window_present (self->window, 1600, 900);
  self->keeper = zhihui_wall_keeper_new (
    NULL,
    self->source,
    zhihui_herald_new (
      &rules, zhihui_worker_voice_new (&ear, &self->n_heard, 10000, 10000), NULL, NULL),
    schedule);
  zhihui_wall_keeper_add (self->keeper, self->window);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->listener = notify_listener_new ();
  g_setenv ("NOTIFY_SOCKET", notify_listener_get_path (self->listener), TRUE);
  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, answer_red, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ZhihuiWallWindow *window = g_object_ref (self->window);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  g_assert_finalize_object (self->keeper);
  g_assert_cmpuint (notify_listener_count (self->listener, "STOPPING=1"), ==, 1);
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  fake_platform_free (self->platform);
  notify_listener_free (self->listener);
}

static guint
count_signs (Fixture *self)
{
  return notify_listener_count (self->listener, "WATCHDOG=1");
}

static gboolean
is_ready (gpointer user_data)
{
  return notify_listener_count (((Fixture *) user_data)->listener, "READY=1") > 0;
}

static gboolean
has_two_more_signs (gpointer user_data)
{
  Fixture *self = user_data;

  return count_signs (self) >= self->n_before + 2;
}

static gboolean
is_settled (gpointer user_data)
{
  return zhihui_source_is_settled (((Fixture *) user_data)->source);
}

static void
it_is_ready_with_the_first_whole_page_and_then_alive (Fixture *self, gconstpointer data)
{
  open_wall (self, "");
  g_assert_false (is_ready (self));
  await (is_ready, self, "READY=1");
  g_assert_true (is_settled (self));
  await (has_two_more_signs, self, "two signs of life");
  g_assert_cmpuint (notify_listener_count (self->listener, "READY=1"), ==, 1);
}

/* The main loop goes on, the picture does not. */
static void
a_picture_that_is_not_drawn_is_not_alive (Fixture *self, gconstpointer data)
{
  GtkWidget *frame;

  open_wall (self, "");
  await (is_ready, self, "READY=1");
  frame = GTK_WIDGET (zhihui_wall_window_get_frame (self->window));
  gtk_widget_set_visible (frame, FALSE);
  let_pass (1500);
  self->n_before = count_signs (self);
  let_pass (SILENT_MS);
  g_assert_cmpuint (count_signs (self), ==, self->n_before);

  gtk_widget_set_visible (frame, TRUE);
  await (has_two_more_signs, self, "signs of life again");
}

static void
the_curtain_is_alive (Fixture *self, gconstpointer data)
{
  open_wall (self, "");
  await (is_ready, self, "READY=1");
  zhihui_director_curtain (zhihui_wall_window_get_director (self->window), TRUE);
  let_pass (1500);
  self->n_before = count_signs (self);
  await (has_two_more_signs, self, "signs of life behind the curtain");
}

static gboolean
is_dark (gpointer user_data)
{
  Fixture *self = user_data;

  return !gtk_widget_get_mapped (GTK_WIDGET (zhihui_wall_window_get_frame (self->window)));
}

static gboolean
is_bright (gpointer user_data)
{
  return !is_dark (user_data);
}

static void
out_of_hours_it_is_dark_and_alive (Fixture *self, gconstpointer data)
{
  g_autofree char *conf = dup_time (6, "[schedule]\non=%H:00-%H:59\n");

  open_wall (self, conf);
  await (is_settled, self, "the figures");
  await (is_dark, self, "the dark");
  g_assert_true (zhihui_wall_keeper_is_resting (self->keeper));
  await (is_ready, self, "READY=1");
  self->n_before = count_signs (self);
  await (has_two_more_signs, self, "signs of life in the dark");
}

static void
a_red_alert_wakes_it_where_that_is_settled (Fixture *self, gconstpointer data)
{
  g_autofree char *conf = dup_time (6, "[schedule]\non=%H:00-%H:59\nwake=red\n");

  open_wall (self, conf);
  await (is_settled, self, "the figures");
  await (is_dark, self, "the dark");
  self->has_red = TRUE;
  await (is_bright, self, "the light");
  self->has_red = FALSE;
  await (is_dark, self, "the dark again");
}

static gboolean
tells (Fixture *self, const char *part)
{
  ZhihuiPanelView *panel = zhihui_panel_deck_find_panel (
    zhihui_wall_view_get_deck (zhihui_wall_window_get_view (self->window)), ZHIHUI_PANEL_ALERTS);
  ZhihuiPicture *picture = panel != NULL ? zhihui_panel_view_get_picture (panel) : NULL;

  return picture != NULL && strstr (zhihui_picture_get_spoken (picture), part) != NULL;
}

static gboolean
is_heard (gpointer user_data)
{
  return g_atomic_int_get ((gint *) &((Fixture *) user_data)->n_heard) > 0;
}

static gboolean
tells_of_the_unit (gpointer user_data)
{
  return tells (user_data, "住建局");
}

static gboolean
press (Fixture *self, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->window));
  gboolean is_used = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_used; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_used);
    }
  return is_used;
}

static void
an_alert_is_heard_once_and_the_key_mutes_it (Fixture *self, gconstpointer data)
{
  self->has_red = TRUE;
  open_wall (self, "");
  await (is_heard, self, "the alert in the ear");
  await (tells_of_the_unit, self, "the alert on the page");
  g_assert_false (tells (self, "静音"));
  g_assert_true (press (self, GDK_KEY_a));
  g_assert_true (tells (self, "本屏静音"));
  g_assert_true (press (self, GDK_KEY_A));
  g_assert_false (tells (self, "静音"));
  g_assert_cmpint (self->n_heard, ==, 1);
}

/* GDK takes the pointer's look from the innermost widget under it that has one. */
static const char *
get_look (GtkWidget *window, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (window, x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_cursor (widget) != NULL)
      return gdk_cursor_get_name (gtk_widget_get_cursor (widget));

  return "default";
}

static void
no_widget_brings_the_pointer_back (Fixture *self, gconstpointer data)
{
  GtkWidget *window;

  open_wall (self, "");
  zhihui_wall_view_move_map (zhihui_wall_window_get_view (self->window));
  await (is_ready, self, "READY=1");
  zhihui_director_show (zhihui_wall_window_get_director (self->window), NULL, "map", NULL);
  let_pass (300);
  window = GTK_WIDGET (self->window);
  for (int x = 10; x < gtk_widget_get_width (window); x += 40)
    for (int y = 10; y < gtk_widget_get_height (window); y += 40)
      g_assert_cmpstr (get_look (window, x, y), ==, "none");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/wall-keeper/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("it-is-ready-with-the-first-whole-page-and-then-alive",
       it_is_ready_with_the_first_whole_page_and_then_alive);
  ADD ("a-picture-that-is-not-drawn-is-not-alive", a_picture_that_is_not_drawn_is_not_alive);
  ADD ("the-curtain-is-alive", the_curtain_is_alive);
  ADD ("out-of-hours-it-is-dark-and-alive", out_of_hours_it_is_dark_and_alive);
  ADD ("a-red-alert-wakes-it-where-that-is-settled", a_red_alert_wakes_it_where_that_is_settled);
  ADD ("an-alert-is-heard-once-and-the-key-mutes-it", an_alert_is_heard_once_and_the_key_mutes_it);
  ADD ("no-widget-brings-the-pointer-back", no_widget_brings_the_pointer_back);

  return g_test_run ();
}
