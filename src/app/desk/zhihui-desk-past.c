/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-past.h"

#include "zhihui-desk-page.h"
#include "zhihui-format.h"
#include "zhihui-history.h"
#include "zhihui-month-view.h"
#include "zhihui-past-shelf.h"
#include "zhihui-past-window.h"
#include "zhihui-then-now.h"

#include <glib/gi18n-lib.h>

#define LOOK_AGAIN_US (60 * G_USEC_PER_SEC)
#define DAY_S 86400

/* What is kept of the source: a day and a time are chosen, what was then is shown beside now, and
 * a window of that moment is opened. */
struct _ZhihuiDeskPast
{
  AdwBin parent_instance;

  ZhihuiDesk      *desk;        /* borrowed */
  ZhihuiPastShelf *shelf;       /* owned, nullable: nothing is kept, or not yet looked */
  ZhihuiSituation *then;        /* owned, nullable: of the chosen moment */
  GCancellable    *looking;     /* owned, nullable: what is kept is looked for */
  GCancellable    *loading;     /* owned, nullable: the chosen moment is read */
  gint64           looked_us;   /* monotonic */
  gint64           at;          /* chosen, or the nearest that there is */
  gint64           wanted;      /* chosen */
  gboolean         is_choosing; /* the controls are being set: their signals mean nothing */

  /* template children */
  GtkStack        *stack;
  AdwStatusPage   *empty_page;
  GtkLabel        *range_label;
  ZhihuiMonthView *calendar;
  GtkAdjustment   *time;
  GtkLabel        *time_label;
  GtkWidget       *open_button;
  GtkLabel        *then_label;
  ZhihuiThenNow   *then_now;
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskPast,
                               zhihui_desk_past,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

static void
show_then (ZhihuiDeskPast *self)
{
  zhihui_then_now_show (self->then_now, self->then, zhihui_desk_get_situation (self->desk));
  gtk_widget_set_sensitive (self->open_button, self->then != NULL);
}

/* (transfer full): "28 July 14:00". */
static char *
name_moment (ZhihuiDeskPast *self, gint64 at)
{
  g_autofree char *date = zhihui_format_date (self->shelf->zone, at, self->shelf->newest);
  g_autofree char *clock = zhihui_format_clock (self->shelf->zone, at, FALSE);

  return g_strjoin (" ", date, clock, NULL);
}

/* (transfer full) (nullable): that it is not what was wanted. */
static char *
describe_lack (ZhihuiDeskPast *self)
{
  gint64      as_of = zhihui_situation_get_as_of (self->then);
  ZhihuiState state =
    zhihui_situation_judge (self->then, ZHIHUI_DATASET_SUMMARY, g_get_monotonic_time ()).state;
  g_autofree char *wanted = name_moment (self, self->wanted);
  g_autofree char *shown = name_moment (self, as_of);

  if (self->wanted < self->at)
    /* Translators: the moment that was wanted, the first that is kept */
    return g_strdup_printf (
      _ ("Of %1$s nothing is kept. What follows is of %2$s, the first moment that is kept."),
      wanted,
      shown);
  if (state == ZHIHUI_STATE_FRESH && self->wanted == self->at)
    return NULL;
  /* Translators: the moment that was wanted, the last that is kept before it */
  return g_strdup_printf (
    _ ("Of %1$s nothing is kept. What follows is of %2$s, the last moment kept before it."),
    wanted,
    shown);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiDeskPast) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  ZhihuiSituation *then = zhihui_history_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->desk == NULL)
    {
      g_clear_pointer (&then, zhihui_situation_unref);
      return;
    }
  g_clear_object (&self->loading);
  g_clear_pointer (&self->then, zhihui_situation_unref);
  self->then = then;
  words = error != NULL ? g_strdup (error->message) : describe_lack (self);
  gtk_label_set_text (self->then_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->then_label), words != NULL);
  show_then (self);
}

static void
load (ZhihuiDeskPast *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  zhihui_history_load_async (
    self->shelf->path, self->at, self->loading, loaded_cb, g_object_ref (self));
}

static void
show_time (ZhihuiDeskPast *self)
{
  g_autofree char *text = zhihui_format_clock (self->shelf->zone, self->at, FALSE);

  gtk_label_set_text (self->time_label, text);
}

static void
choose (ZhihuiDeskPast *self, gint64 at)
{
  ZhihuiCivil civil;

  self->wanted = at;
  self->at = CLAMP (at, self->shelf->oldest, self->shelf->newest);
  civil = zhihui_zone_to_civil (self->shelf->zone, self->at);
  self->is_choosing = TRUE;
  zhihui_month_view_set_day (self->calendar, zhihui_zone_day_of (self->shelf->zone, self->at));
  gtk_adjustment_set_value (self->time, civil.hour * 60 + civil.minute);
  self->is_choosing = FALSE;
  show_time (self);
  load (self);
}

/* As the platform tells it; where it has told nothing yet, the last that is kept of it. */
static gint64
get_now (ZhihuiDeskPast *self)
{
  gint64 as_of = zhihui_situation_get_as_of (zhihui_desk_get_situation (self->desk));

  return as_of != ZHIHUI_NO_INSTANT ? as_of : self->shelf->newest;
}

/* The day of the calendar at the time of the slider. */
static void
chosen_cb (ZhihuiDeskPast *self)
{
  int minute = (int) gtk_adjustment_get_value (self->time);

  if (self->is_choosing || self->shelf == NULL)
    return;
  self->at = self->wanted = zhihui_zone_at (
    self->shelf->zone, zhihui_month_view_get_day (self->calendar), minute / 60, minute % 60, 0);
  show_time (self);
  load (self);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiDeskPast *self = ZHIHUI_DESK_PAST (widget);

  if (self->shelf != NULL)
    choose (self, get_now (self) - g_variant_get_int32 (parameter) * DAY_S);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiDeskPast *self = ZHIHUI_DESK_PAST (widget);
  GtkWindow      *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (GError) error = NULL;
  GtkWidget *past;

  if (self->shelf == NULL)
    return;
  past = zhihui_past_window_new (
    ADW_APPLICATION (gtk_window_get_application (window)), self->shelf->path, self->at, &error);
  if (past != NULL)
    gtk_window_present (GTK_WINDOW (past));
  else
    zhihui_desk_tell (self->desk, error->message);
}

static void
show_shelf (ZhihuiDeskPast *self, const char *fault)
{
  g_autofree char *oldest = NULL, *newest = NULL, *text = NULL;

  gtk_stack_set_visible_child_name (self->stack, self->shelf != NULL ? "kept" : "empty");
  if (self->shelf == NULL)
    {
      g_autofree char *escaped = fault != NULL ? g_markup_escape_text (fault, -1) : NULL;

      adw_status_page_set_description (self->empty_page, escaped);
      return;
    }
  oldest = zhihui_format_date_time (self->shelf->zone, self->shelf->oldest);
  newest = zhihui_format_date_time (self->shelf->zone, self->shelf->newest);
  /* Translators: first and last moment, number of days */
  text = g_strdup_printf (ngettext ("Kept on this machine: %s to %s, %u day",
                                    "Kept on this machine: %s to %s, %u days",
                                    self->shelf->days->len),
                          oldest,
                          newest,
                          self->shelf->days->len);
  gtk_label_set_text (self->range_label, text);
  zhihui_month_view_set_marked (
    self->calendar, (const gint32 *) self->shelf->days->data, self->shelf->days->len);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiDeskPast) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiPastShelf) shelf = zhihui_past_shelf_look_finish (result, &error);
  gboolean is_first = self->shelf == NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->desk == NULL)
    return;
  g_clear_object (&self->looking);
  g_clear_pointer (&self->shelf, zhihui_past_shelf_free);
  self->shelf = g_steal_pointer (&shelf);
  show_shelf (self, error != NULL ? error->message : "");
  if (self->shelf != NULL && is_first)
    choose (self, get_now (self) - DAY_S);
}

/* What is kept grows while the desk runs. */
static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ZhihuiDeskPast *self = ZHIHUI_DESK_PAST (page);
  const char     *key = zhihui_source_get_key (zhihui_desk_get_source (self->desk));

  if (self->looking != NULL || (self->looked_us != 0 && now_us - self->looked_us < LOOK_AGAIN_US))
    return;
  self->looked_us = now_us;
  if (key == NULL)
    {
      show_shelf (self, _ ("Of this source no history is kept"));
      return;
    }
  self->looking = g_cancellable_new ();
  zhihui_past_shelf_look_async (key, self->looking, looked_cb, g_object_ref (self));
}

/* ---- the page ---- */

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZHIHUI_DESK_PAST (page)->desk = desk;
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskPast *self = ZHIHUI_DESK_PAST (page);

  if (self->shelf != NULL)
    {
      zhihui_month_view_set_today (self->calendar,
                                   zhihui_zone_day_of (self->shelf->zone, get_now (self)));
      show_then (self);
    }
  pass (page, g_get_monotonic_time ());
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  return zhihui_month_view_find_chosen (ZHIHUI_DESK_PAST (page)->calendar);
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->show = show;
  iface->pass = pass;
  iface->find_place = find_place;
}

static void
zhihui_desk_past_dispose (GObject *object)
{
  ZhihuiDeskPast *self = ZHIHUI_DESK_PAST (object);

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->looking);
  g_clear_object (&self->loading);
  self->desk = NULL;
  g_clear_pointer (&self->shelf, zhihui_past_shelf_free);
  g_clear_pointer (&self->then, zhihui_situation_unref);
  G_OBJECT_CLASS (zhihui_desk_past_parent_class)->dispose (object);
}

static void
zhihui_desk_past_class_init (ZhihuiDeskPastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_past_dispose;
  g_type_ensure (ZHIHUI_TYPE_MONTH_VIEW);
  g_type_ensure (ZHIHUI_TYPE_THEN_NOW);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-past.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskPast, child)
  BIND (stack);
  BIND (empty_page);
  BIND (range_label);
  BIND (calendar);
  BIND (time);
  BIND (time_label);
  BIND (open_button);
  BIND (then_label);
  BIND (then_now);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "past.back", "i", back_cb);
  gtk_widget_class_install_action (widget_class, "past.open", NULL, open_cb);
}

static void
zhihui_desk_past_init (ZhihuiDeskPast *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  zhihui_month_view_be_small (self->calendar);
}
