/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-show.h"

#include "zhihui-alert-call.h"
#include "zhihui-meeting-call.h"
#include "zhihui-region-tour.h"
#include "zhihui-wall-memory.h"
#include "zhihui-wall-painting.h"
#include "zhihui-wall-playlist.h"

#define ONLY_SCREEN "wall"

typedef struct
{
  GdkMonitor       *monitor; /* owned, NULL: a window of a size */
  const char       *screen;  /* interned */
  ZhihuiWallWindow *window;  /* owned by GTK */
} Stand;

struct _ZhihuiWallShow
{
  GtkApplication          *application; /* borrowed */
  ZhihuiSource            *source;      /* owned */
  const ZhihuiScreenRules *rules;       /* borrowed */
  ZhihuiWallShelf         *shelf;       /* owned */
  char                    *stays_on; /* owned, nullable: the page asked for; none goes by itself */
  ZhihuiWallPlaylist      *list;     /* owned: what takes turns */
  ZhihuiWallWindowFunc     prepare;
  gpointer                 user_data;

  ZhihuiDirector    *director;     /* owned */
  ZhihuiWallVerbs   *verbs;        /* owned */
  ZhihuiAlertCall   *alert_call;   /* owned: to alerts that are new */
  ZhihuiMeetingCall *meeting_call; /* owned: to meetings that are about to begin */
  ZhihuiRegionTour  *tour;         /* owned, nullable */
  guint              second_id;    /* timeout */
  GPtrArray         *stands;       /* (element-type Stand), owned: the windows there are */
  GListModel        *monitors;     /* owned, NULL before the start and for a window of a size */
  guint              plan_id;      /* idle, 0 when the windows stand as they should */
};

static void
stand_free (gpointer data)
{
  Stand *self = data;

  g_clear_object (&self->monitor);
  g_free (self);
}

/* ---- windows ---- */

/* Who closes a window ends the wall. */
static gboolean
close_asked_cb (ZhihuiWallShow *self)
{
  g_application_quit (G_APPLICATION (self->application));
  return GDK_EVENT_PROPAGATE;
}

static Stand *
add_stand (ZhihuiWallShow *self, const char *screen, GdkMonitor *monitor)
{
  Stand *stand = g_new0 (Stand, 1);

  stand->screen = screen;
  stand->monitor = monitor != NULL ? g_object_ref (monitor) : NULL;
  stand->window =
    zhihui_wall_window_new (self->application, self->source, self->shelf, self->director, screen);
  g_signal_connect_swapped (stand->window, "close-request", G_CALLBACK (close_asked_cb), self);
  self->prepare (stand->window, self->user_data);
  g_ptr_array_add (self->stands, stand);

  return stand;
}

static void
remove_stand (ZhihuiWallShow *self, guint index)
{
  Stand            *stand = self->stands->pdata[index];
  ZhihuiWallWindow *window = stand->window;

  g_signal_handlers_disconnect_by_data (window, self);
  g_ptr_array_remove_index (self->stands, index);
  gtk_window_destroy (GTK_WINDOW (window));
}

static Stand *
find_stand (ZhihuiWallShow *self, const char *screen, GdkMonitor *monitor)
{
  for (guint i = 0; i < self->stands->len; i++)
    {
      Stand *stand = self->stands->pdata[i];

      if (stand->screen == screen && stand->monitor == monitor)
        return stand;
    }

  return NULL;
}

static void
stand_window (ZhihuiWallShow *self, const ZhihuiWindowPlan *plan, const ZhihuiMonitor *place)
{
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, plan->monitor);
  Stand       *stand = find_stand (self, plan->screen, monitor);
  GdkRectangle part = { plan->x, plan->y, plan->width, plan->height };

  if (stand == NULL)
    stand = add_stand (self, plan->screen, monitor);
  zhihui_wall_frame_set_part (
    zhihui_wall_window_get_frame (stand->window), plan->width > 0 ? &part : NULL, &plan->seams);
  gtk_window_set_default_size (GTK_WINDOW (stand->window), place->width, place->height);
  gtk_window_fullscreen_on_monitor (GTK_WINDOW (stand->window), monitor);
  gtk_window_present (GTK_WINDOW (stand->window));
}

/* ---- monitors ---- */

static GArray *
list_monitors (ZhihuiWallShow *self)
{
  GArray *monitors = g_array_new (FALSE, FALSE, sizeof (ZhihuiMonitor));

  for (guint i = 0; i < g_list_model_get_n_items (self->monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, i);
      ZhihuiMonitor one = { gdk_monitor_get_connector (monitor), gdk_monitor_get_model (monitor) };
      GdkRectangle  area;

      gdk_monitor_get_geometry (monitor, &area);
      one.x = area.x;
      one.y = area.y;
      one.width = area.width;
      one.height = area.height;
      g_array_append_val (monitors, one);
    }

  return monitors;
}

static void
tell_screens (ZhihuiWallShow *self, const GArray *plans)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < plans->len; i++)
    {
      const char *screen = g_array_index (plans, ZhihuiWindowPlan, i).screen;

      if (!g_ptr_array_find (names, screen, NULL))
        g_ptr_array_add (names, (gpointer) screen);
    }
  zhihui_director_set_screens (
    self->director, (const char *const *) (const void *) names->pdata, names->len);
}

static gboolean
is_planned (const Stand *stand, GListModel *monitors, const GArray *plans)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const ZhihuiWindowPlan *plan = &g_array_index (plans, ZhihuiWindowPlan, i);
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, plan->monitor);

      if (stand->screen == plan->screen && stand->monitor == monitor)
        return TRUE;
    }

  return FALSE;
}

/* While no monitor is there all stays as it was: one will come back. */
static gboolean
plan_cb (gpointer user_data)
{
  ZhihuiWallShow *self = user_data;
  g_autoptr (GArray) monitors = list_monitors (self);
  g_autoptr (GArray) plans = NULL;
  gint64 n_pixels = 0;

  self->plan_id = 0;
  if (monitors->len == 0)
    return G_SOURCE_REMOVE;

  plans = zhihui_screen_rules_plan (
    self->rules, (const ZhihuiMonitor *) (const void *) monitors->data, monitors->len);
  tell_screens (self, plans);
  for (guint i = 0; i < plans->len; i++)
    {
      const ZhihuiWindowPlan *plan = &g_array_index (plans, ZhihuiWindowPlan, i);
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, plan->monitor);

      n_pixels += zhihui_wall_memory_count_pixels (monitor);
    }
  zhihui_wall_memory_spare (n_pixels);
  for (guint i = 0; i < plans->len; i++)
    {
      const ZhihuiWindowPlan *plan = &g_array_index (plans, ZhihuiWindowPlan, i);

      stand_window (self, plan, &g_array_index (monitors, ZhihuiMonitor, plan->monitor));
    }
  for (guint i = self->stands->len; i > 0; i--)
    if (!is_planned (self->stands->pdata[i - 1], self->monitors, plans))
      remove_stand (self, i - 1);

  return G_SOURCE_REMOVE;
}

static void
plan_soon (ZhihuiWallShow *self)
{
  if (self->plan_id == 0)
    self->plan_id = g_idle_add (plan_cb, self);
}

static void
watch_monitor (ZhihuiWallShow *self, guint index)
{
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, index);

  g_signal_handlers_disconnect_by_data (monitor, self);
  g_signal_connect_swapped (monitor, "notify::geometry", G_CALLBACK (plan_soon), self);
  g_signal_connect_swapped (monitor, "notify::connector", G_CALLBACK (plan_soon), self);
}

static void
monitors_changed_cb (ZhihuiWallShow *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    watch_monitor (self, i);
  plan_soon (self);
}

static void
ignore_monitors (ZhihuiWallShow *self)
{
  if (self->monitors == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->monitors, self);
  for (guint i = 0; i < g_list_model_get_n_items (self->monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, i);

      g_signal_handlers_disconnect_by_data (monitor, self);
    }
  g_clear_object (&self->monitors);
}

/* ---- pictures ---- */

static ZhihuiWallWindow *
find_window (ZhihuiWallShow *self, const char *screen)
{
  for (guint i = 0; i < self->stands->len; i++)
    {
      const Stand *stand = self->stands->pdata[i];

      if (g_str_equal (stand->screen, screen))
        return stand->window;
    }

  return NULL;
}

static void
paint (gpointer            painter,
       const char         *screen,
       guint               max_width,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  zhihui_wall_painting_make_async (find_window (painter, screen), max_width, callback, user_data);
}

static GBytes *
finish (gpointer painter, GAsyncResult *result, GError **error)
{
  return zhihui_wall_painting_make_finish (result, error);
}

static gboolean
get_size (gpointer painter, const char *screen, int *width, int *height)
{
  ZhihuiWallWindow *window = find_window (painter, screen);
  ZhihuiWallCopy    copy;

  if (window == NULL)
    return FALSE;

  zhihui_wall_frame_copy (zhihui_wall_window_get_frame (window), &copy);
  *width = copy.width;
  *height = copy.height;
  zhihui_wall_copy_clear (&copy);
  return *width > 0;
}

static const char *
get_title (gpointer painter, const char *page)
{
  return zhihui_wall_shelf_get_title (((ZhihuiWallShow *) painter)->shelf, page);
}

/* ---- what is played ---- */

/* TRUE when the rules say what it is. */
static gboolean
play_list (ZhihuiWallShow *self, const char *screen)
{
  const GArray *items = zhihui_screen_rules_get_items (self->rules, screen);

  if (items == NULL || items->len == 0)
    return FALSE;

  zhihui_director_set_playlist (
    self->director, screen, (const ZhihuiPlayItem *) (const void *) items->data, items->len);
  return TRUE;
}

static void
play_screens (ZhihuiWallShow *self)
{
  g_autoptr (GPtrArray) screens = zhihui_screen_rules_list_screens (self->rules);

  for (guint i = 0; i < screens->len; i++)
    play_list (self, screens->pdata[i]);
}

static ZhihuiWallPlaylist *
make_list (ZhihuiWallShow *self)
{
  return zhihui_wall_playlist_new (
    self->shelf, zhihui_source_get_situation (self->source), self->stays_on);
}

/* Pages came or went, or a platform was found to have what one needs, or not; who of them has the
 * screen now keeps it. What the rules say is not replaced even for a moment: a page
 * would lose the rest of its time, and one that is not offered its turn. */
static void
choose_pages (ZhihuiWallShow *self)
{
  g_autoptr (ZhihuiWallPlaylist) list = make_list (self);

  zhihui_wall_playlist_tell_pages (self->shelf, self->director);
  if (self->stays_on != NULL || !play_list (self, NULL))
    zhihui_wall_playlist_play (list, self->director);
  if (self->stays_on == NULL)
    play_screens (self);
  zhihui_wall_playlist_free (self->list);
  self->list = g_steal_pointer (&list);
}

static void
look_for_pages (ZhihuiWallShow *self)
{
  g_autoptr (ZhihuiWallPlaylist) list = make_list (self);

  if (!g_str_equal (list->names, self->list->names))
    choose_pages (self);
}

/* ---- news ---- */

static void
situation_changed_cb (ZhihuiWallShow *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  gint64           now_us = g_get_monotonic_time ();

  zhihui_director_pass_time (self->director, now_us);
  look_for_pages (self);
  if (situation != NULL)
    zhihui_alert_call_take (self->alert_call, self->director, situation, now_us);
}

/* What is one for all windows, those too that come later. */
static gboolean
second_passed_cb (gpointer user_data)
{
  ZhihuiWallShow  *self = user_data;
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  gint64           now_us = g_get_monotonic_time ();

  zhihui_director_pass_time (self->director, now_us);
  zhihui_meeting_call_pass (self->meeting_call, self->director, situation, now_us);
  if (self->tour == NULL)
    return G_SOURCE_CONTINUE;

  zhihui_region_tour_hold (self->tour, zhihui_director_is_held (self->director));
  zhihui_region_tour_pass (self->tour, situation, now_us);

  return G_SOURCE_CONTINUE;
}

/**
 * zhihui_wall_show_new:
 * @application: (transfer none): outlives the show
 * @source: (transfer none): started
 * @rules: (transfer none): outlive the show
 * @shelf: (transfer none): the pages there are
 * @prepare: called for every window before it is shown
 *
 * Every page there is, each for its time, or what the rules say.
 *
 * Returns: (transfer full): no window yet
 */
ZhihuiWallShow *
zhihui_wall_show_new (GtkApplication          *application,
                      ZhihuiSource            *source,
                      const ZhihuiScreenRules *rules,
                      ZhihuiWallShelf         *shelf,
                      ZhihuiWallWindowFunc     prepare,
                      gpointer                 user_data)
{
  ZhihuiWallShow         *self = g_new0 (ZhihuiWallShow, 1);
  const char             *screen = ONLY_SCREEN;
  const ZhihuiWallPainter painter = {
    .paint = paint, .finish = finish, .get_size = get_size, .get_title = get_title, .painter = self
  };

  self->application = application;
  self->source = g_object_ref (source);
  self->rules = rules;
  self->prepare = prepare;
  self->user_data = user_data;
  self->stands = g_ptr_array_new_with_free_func (stand_free);
  self->director = zhihui_director_new ();
  zhihui_director_pass_time (self->director, g_get_monotonic_time ());
  zhihui_director_set_screens (self->director, &screen, 1);
  self->shelf = g_object_ref (shelf);
  g_signal_connect_swapped (shelf, "changed", G_CALLBACK (choose_pages), self);
  choose_pages (self);
  self->verbs = zhihui_wall_verbs_new (self->director, &painter);
  self->alert_call = zhihui_alert_call_new ();
  self->meeting_call = zhihui_meeting_call_new ();
  g_signal_connect_swapped (source, "situation-changed", G_CALLBACK (situation_changed_cb), self);
  self->second_id = g_timeout_add_seconds (1, second_passed_cb, self);

  return self;
}

/**
 * zhihui_wall_show_free:
 * @self: (nullable)
 *
 * The windows are gone.
 */
void
zhihui_wall_show_free (ZhihuiWallShow *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->plan_id, g_source_remove);
  g_clear_handle_id (&self->second_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->source, self);
  zhihui_alert_call_free (self->alert_call);
  zhihui_meeting_call_free (self->meeting_call);
  zhihui_region_tour_free (self->tour);
  ignore_monitors (self);
  while (self->stands->len > 0)
    remove_stand (self, self->stands->len - 1);
  g_ptr_array_unref (self->stands);
  g_object_unref (self->verbs);
  g_object_unref (self->director);
  g_object_unref (self->source);
  zhihui_wall_playlist_free (self->list);
  g_free (self->stays_on);
  g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_object_unref (self->shelf);
  g_free (self);
}

/**
 * zhihui_wall_show_stay:
 * @page: the name of a page
 *
 * No page goes by itself, and @page comes first: for a wall that was told its page.
 *
 * Returns: FALSE with @error when there is no such page
 */
gboolean
zhihui_wall_show_stay (ZhihuiWallShow *self, const char *page, GError **error)
{
  g_free (self->stays_on);
  self->stays_on = g_strdup (page);
  choose_pages (self);
  return zhihui_director_show (self->director, NULL, page, error);
}

/**
 * zhihui_wall_show_start_tour:
 * @selection: (transfer none): for which the source is asked
 *
 * From now on the wall goes round the regions that need attention most, except while it is held.
 */
void
zhihui_wall_show_start_tour (ZhihuiWallShow *self, ZhihuiSelection *selection)
{
  g_return_if_fail (self->tour == NULL);

  self->tour = zhihui_region_tour_new (selection, g_get_monotonic_time ());
}

/**
 * zhihui_wall_show_start:
 * @width: px of one window; 0: fills the monitors, as the rules say
 *
 * Shows the windows, and from now on follows monitors that come and go.
 */
void
zhihui_wall_show_start (ZhihuiWallShow *self, int width, int height)
{
  if (width > 0)
    {
      zhihui_wall_memory_spare ((gint64) width * height);
      zhihui_wall_window_present (
        add_stand (self, g_intern_string (ONLY_SCREEN), NULL)->window, width, height);
      return;
    }

  self->monitors = g_object_ref (gdk_display_get_monitors (gdk_display_get_default ()));
  g_signal_connect_swapped (
    self->monitors, "items-changed", G_CALLBACK (monitors_changed_cb), self);
  for (guint i = 0; i < g_list_model_get_n_items (self->monitors); i++)
    watch_monitor (self, i);
  plan_cb (self);
}

/**
 * zhihui_wall_show_get_director:
 *
 * Returns: (transfer none)
 */
ZhihuiDirector *
zhihui_wall_show_get_director (ZhihuiWallShow *self)
{
  return self->director;
}

/**
 * zhihui_wall_show_get_verbs:
 *
 * Returns: (transfer none): what may be asked of it
 */
ZhihuiWallVerbs *
zhihui_wall_show_get_verbs (ZhihuiWallShow *self)
{
  return self->verbs;
}

/**
 * zhihui_wall_show_visit:
 * @visit: called for every window there is
 */
void
zhihui_wall_show_visit (ZhihuiWallShow *self, ZhihuiWallWindowFunc visit, gpointer user_data)
{
  for (guint i = 0; i < self->stands->len; i++)
    visit (((const Stand *) self->stands->pdata[i])->window, user_data);
}
