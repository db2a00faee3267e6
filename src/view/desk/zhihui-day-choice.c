/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-day-choice.h"

#include "zhihui-control-names.h"
#include "zhihui-format.h"
#include "zhihui-month-view.h"

/**
 * ZhihuiDayChoice:
 *
 * A row of a form: a day, which is chosen in a month.
 */
struct _ZhihuiDayChoice
{
  AdwActionRow parent_instance;

  GtkMenuButton   *button;     /* borrowed */
  ZhihuiMonthView *month;      /* borrowed */
  ZhihuiZone      *zone;       /* owned */
  gint32           today, day; /* since 1970-01-01 */
};

G_DEFINE_FINAL_TYPE (ZhihuiDayChoice, zhihui_day_choice, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_DAY,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* "11月30日 星期一", of another year "2027年1月4日" */
static char *
format_day (ZhihuiDayChoice *self)
{
  gint64 at = zhihui_zone_day_start (self->zone, self->day);
  gint64 now = zhihui_zone_day_start (self->zone, self->today);

  if (zhihui_zone_to_civil (self->zone, at).year == zhihui_zone_to_civil (self->zone, now).year)
    return zhihui_format_date_weekday (self->zone, at);
  return zhihui_format_date (self->zone, at, now);
}

/* The button within takes the keyboard: it is told what is chosen of what. */
static void
word_button (ZhihuiDayChoice *self)
{
  const char      *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *date = format_day (self);

  gtk_menu_button_set_label (self->button, date);
  zhihui_control_names_tell_menu (self->button, title, date);
}

static void
set_day (ZhihuiDayChoice *self, gint32 day)
{
  if (self->day == day)
    return;
  self->day = day;
  if (self->zone != NULL)
    word_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

static void
zhihui_day_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DAY)
    g_value_set_int (value, zhihui_day_choice_get_day (ZHIHUI_DAY_CHOICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_day_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DAY)
    set_day (ZHIHUI_DAY_CHOICE (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_day_choice_finalize (GObject *object)
{
  ZhihuiDayChoice *self = ZHIHUI_DAY_CHOICE (object);

  g_clear_pointer (&self->zone, zhihui_zone_unref);

  G_OBJECT_CLASS (zhihui_day_choice_parent_class)->finalize (object);
}

static void
zhihui_day_choice_class_init (ZhihuiDayChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zhihui_day_choice_get_property;
  object_class->set_property = zhihui_day_choice_set_property;
  object_class->finalize = zhihui_day_choice_finalize;

  /**
   * ZhihuiDayChoice:day:
   *
   * What is chosen, in days since 1970-01-01.
   */
  properties[PROP_DAY] =
    g_param_spec_int ("day",
                      NULL,
                      NULL,
                      G_MININT32,
                      G_MAXINT32,
                      0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
day_changed_cb (ZhihuiDayChoice *self)
{
  set_day (self, zhihui_month_view_get_day (self->month));
}

static void
popover_shown_cb (ZhihuiDayChoice *self)
{
  zhihui_month_view_set_day (self->month, self->day);
  zhihui_month_view_take_focus (self->month);
}

static void
zhihui_day_choice_init (ZhihuiDayChoice *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *month = zhihui_month_view_new ();

  self->button = GTK_MENU_BUTTON (button);
  self->month = ZHIHUI_MONTH_VIEW (month);
  zhihui_month_view_be_small (self->month);
  gtk_popover_set_child (GTK_POPOVER (popover), month);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (
    month, "day-changed", G_CALLBACK (day_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    month, "day-picked", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), button);
}

/**
 * zhihui_day_choice_new:
 * @title: of the row
 * @zone: of the deployment
 * @calendar: (nullable): whose holidays and make-up days are marked
 * @today: of the platform's clock, in days since 1970-01-01
 * @day: that is chosen at first
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
zhihui_day_choice_new (
  const char *title, ZhihuiZone *zone, ZhihuiWorkCalendar *calendar, gint32 today, gint32 day)
{
  ZhihuiDayChoice *self = g_object_new (ZHIHUI_TYPE_DAY_CHOICE, "title", title, "day", day, NULL);

  self->zone = zhihui_zone_ref (zone);
  self->today = today;
  zhihui_month_view_set_calendar (self->month, calendar);
  zhihui_month_view_set_today (self->month, today);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->month), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  word_button (self);
  return GTK_WIDGET (self);
}

/**
 * zhihui_day_choice_get_day:
 *
 * Returns: what is chosen, in days since 1970-01-01
 */
gint32
zhihui_day_choice_get_day (ZhihuiDayChoice *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DAY_CHOICE (self), 0);

  return self->day;
}
