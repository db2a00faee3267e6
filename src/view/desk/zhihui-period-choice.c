/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-period-choice.h"

#include "zhihui-format.h"
#include "zhihui-month-view.h"

#include <glib/gi18n-lib.h>

#define MAX_DAYS 1100 /* three years: of more a board says nothing any more */
#define LAST_MONTH "last-month"
#define SPAN "/" /* in a state between the first and the last day */

static const struct
{
  const char *id; /* NULL is the default of each board: month, and 90 days for overdue and return */
  const char *label;
} presets[] = {
  { NULL, N_ ("Usual") },
  { "today", N_ ("Today") },
  { "week", N_ ("This week") },
  { "month", N_ ("This month") },
  { LAST_MONTH, N_ ("Last month") },
  { "quarter", N_ ("This quarter") },
  { "ytd", N_ ("This year") },
  { "rolling-90d", N_ ("90 days") },
};

struct _ZhihuiPeriodChoice
{
  AdwBin parent_instance;

  char       *state;    /* owned, nullable: id of a preset, or "2020-07-01/2020-07-15" */
  char       *period;   /* owned, nullable: as the wire writes it */
  char       *usual;    /* owned: what it is called when nothing else is chosen */
  gint32      from, to; /* days, both of them in it; from > to: none are chosen */
  ZhihuiZone *zone;     /* owned, NULL before it is told */
  gint32      today;

  /* template children */
  GtkMenuButton   *button;
  GtkListBox      *list;
  ZhihuiMonthView *first, *last;
  GtkLabel        *verdict;
  GtkWidget       *apply;
};

G_DEFINE_FINAL_TYPE (ZhihuiPeriodChoice, zhihui_period_choice, ADW_TYPE_BIN)

enum
{
  PROP_STATE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * zhihui_period_choice_judge:
 * @from: the first day
 * @to: the last day
 * @today: of the platform
 *
 * Returns: (transfer none) (nullable): why there can be no figures of these days, translated; %NULL
 * where there can
 */
const char *
zhihui_period_choice_judge (gint32 from, gint32 to, gint32 today)
{
  if (from > to)
    return _ ("The last day is before the first");
  if (from > today)
    return _ ("These days are still to come");
  if (to - from >= MAX_DAYS)
    return _ ("No more than three years at once");
  return NULL;
}

static gboolean
has_span (ZhihuiPeriodChoice *self)
{
  return self->from <= self->to;
}

static char *
write_day (gint32 day)
{
  int year, month, mday;

  zhihui_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

static gboolean
read_day (const char *text, gint32 *day)
{
  int year = 0, month = 0, mday = 0;

  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &mday) != 3 || month < 1 || month > 12 ||
      mday < 1 || mday > 31 || year < 1970)
    return FALSE;
  *day = zhihui_day_from_ymd (year, month, mday);
  return TRUE;
}

/* "month" of the platform's today → "2020-06". */
static char *
write_last_month (gint32 today)
{
  int year, month, mday;

  zhihui_day_to_ymd (today, &year, &month, &mday);
  if (--month == 0)
    {
      month = 12;
      year--;
    }
  return g_strdup_printf ("%04d-%02d", year, month);
}

/* Which month was the last is not known before today is. */
static char *
write_period (ZhihuiPeriodChoice *self, const char *state)
{
  if (g_strcmp0 (state, LAST_MONTH) != 0)
    return g_strdup (state);
  return self->zone != NULL ? write_last_month (self->today) : NULL;
}

static void
word_button (ZhihuiPeriodChoice *self)
{
  const char      *label = self->usual;
  g_autofree char *first = NULL, *last = NULL, *span = NULL;

  for (guint i = 1; i < G_N_ELEMENTS (presets); i++)
    if (g_strcmp0 (presets[i].id, self->state) == 0)
      label = _ (presets[i].label);
  if (has_span (self) && self->zone != NULL)
    {
      gint64 now = zhihui_zone_day_start (self->zone, self->today);

      first = zhihui_format_date (self->zone, zhihui_zone_day_start (self->zone, self->from), now);
      last = zhihui_format_date (self->zone, zhihui_zone_day_start (self->zone, self->to), now);
      span = g_strdup_printf ("%s – %s", first, last);
    }
  gtk_menu_button_set_label (self->button, span != NULL ? span : label);
}

static void
take_state (ZhihuiPeriodChoice *self, const char *state)
{
  const char *parting = state != NULL ? strstr (state, SPAN) : NULL;
  gint32      from = 1, to = 0;

  if (parting != NULL && (!read_day (state, &from) || !read_day (parting + 1, &to) || from > to))
    {
      state = NULL;
      from = 1;
      to = 0;
    }
  g_free (self->state);
  self->state = g_strdup (state);
  self->from = from;
  self->to = to;
  g_clear_pointer (&self->period, g_free);
  if (!has_span (self))
    self->period = write_period (self, state);
  word_button (self);
}

static void
choose (ZhihuiPeriodChoice *self, const char *state)
{
  gtk_menu_button_popdown (self->button);
  if (g_strcmp0 (state, self->state) == 0)
    return;
  take_state (self, state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
row_activated_cb (ZhihuiPeriodChoice *self, GtkListBoxRow *row)
{
  choose (self, presets[gtk_list_box_row_get_index (row)].id);
}

static void
judge (ZhihuiPeriodChoice *self)
{
  gint32 from = zhihui_month_view_get_day (self->first),
         to = zhihui_month_view_get_day (self->last);
  const char      *fault = zhihui_period_choice_judge (from, to, self->today);
  g_autofree char *length = g_strdup_printf (
    ngettext ("%d day in all", "%d days in all", (gulong) (to - from + 1)), to - from + 1);

  gtk_label_set_text (self->verdict, fault != NULL ? fault : length);
  gtk_widget_set_sensitive (self->apply, fault == NULL);
}

static void
day_changed_cb (ZhihuiPeriodChoice *self)
{
  judge (self);
}

static void
apply_clicked_cb (ZhihuiPeriodChoice *self)
{
  g_autofree char *first = write_day (zhihui_month_view_get_day (self->first));
  g_autofree char *last = write_day (zhihui_month_view_get_day (self->last));
  g_autofree char *state = g_strconcat (first, SPAN, last, NULL);

  choose (self, state);
}

/* The calendars begin with what is chosen, else with the month of the platform's today. */
static void
popover_shown_cb (ZhihuiPeriodChoice *self)
{
  int year, month, mday;

  zhihui_day_to_ymd (self->today, &year, &month, &mday);
  zhihui_month_view_set_today (self->first, self->today);
  zhihui_month_view_set_today (self->last, self->today);
  zhihui_month_view_set_day (self->first, has_span (self) ? self->from : self->today - mday + 1);
  zhihui_month_view_set_day (self->last, has_span (self) ? self->to : self->today);
  judge (self);
}

static void
zhihui_period_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_string (value, zhihui_period_choice_get_state (ZHIHUI_PERIOD_CHOICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_period_choice_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  if (id == PROP_STATE)
    zhihui_period_choice_set_state (ZHIHUI_PERIOD_CHOICE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_period_choice_finalize (GObject *object)
{
  ZhihuiPeriodChoice *self = ZHIHUI_PERIOD_CHOICE (object);

  g_free (self->state);
  g_free (self->period);
  g_free (self->usual);
  g_clear_pointer (&self->zone, zhihui_zone_unref);

  G_OBJECT_CLASS (zhihui_period_choice_parent_class)->finalize (object);
}

static void
zhihui_period_choice_class_init (ZhihuiPeriodChoiceClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = zhihui_period_choice_get_property;
  object_class->set_property = zhihui_period_choice_set_property;
  object_class->finalize = zhihui_period_choice_finalize;

  /**
   * ZhihuiPeriodChoice:state:
   *
   * What is chosen, to be remembered.
   */
  properties[PROP_STATE] =
    g_param_spec_string ("state",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * ZhihuiPeriodChoice::chosen:
   *
   * A person chose another period.
   */
  signals[CHOSEN] = g_signal_new (
    "chosen", ZHIHUI_TYPE_PERIOD_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ZHIHUI_TYPE_MONTH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/period-choice.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiPeriodChoice, child)
  BIND (button);
  BIND (list);
  BIND (first);
  BIND (last);
  BIND (verdict);
  BIND (apply);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
zhihui_period_choice_init (ZhihuiPeriodChoice *self)
{
  self->from = 1;
  self->usual = g_strdup (_ (presets[0].label));
  gtk_widget_init_template (GTK_WIDGET (self));
  zhihui_month_view_be_small (self->first);
  zhihui_month_view_be_small (self->last);
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      GtkWidget *label = gtk_label_new (_ (presets[i].label));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->list, label);
    }
  word_button (self);
}

GtkWidget *
zhihui_period_choice_new (void)
{
  return g_object_new (ZHIHUI_TYPE_PERIOD_CHOICE, NULL);
}

/**
 * zhihui_period_choice_set_now:
 * @zone: of the deployment
 * @as_of: what the platform takes for now
 *
 * Returns: whether what is chosen comes to other days than before: last month at the turn of one,
 * or the first time
 */
gboolean
zhihui_period_choice_set_now (ZhihuiPeriodChoice *self, ZhihuiZone *zone, gint64 as_of)
{
  gint32           today = zhihui_zone_day_of (zone, as_of);
  ZhihuiWindow     window_before = { 0 }, window = { 0 };
  g_autofree char *before = NULL;

  g_return_val_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self), FALSE);

  if (self->zone == zone && self->today == today)
    return FALSE;
  zhihui_period_choice_get_window (self, &window_before);
  before = g_strdup (self->period);
  zhihui_zone_ref (zone);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->zone = zone;
  self->today = today;
  if (g_strcmp0 (self->state, LAST_MONTH) == 0)
    {
      g_free (self->period);
      self->period = write_period (self, self->state);
    }
  word_button (self);
  zhihui_period_choice_get_window (self, &window);
  return g_strcmp0 (before, self->period) != 0 || window.from != window_before.from ||
         window.to != window_before.to;
}

/**
 * zhihui_period_choice_get_period:
 *
 * Returns: (transfer none) (nullable): the period as the wire writes it, "month", "2020-07"; %NULL
 * where each board has its own, or days are chosen, or today, from which it is reckoned, is not
 * known
 */
const char *
zhihui_period_choice_get_period (ZhihuiPeriodChoice *self)
{
  g_return_val_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self), NULL);

  return self->period;
}

/**
 * zhihui_period_choice_get_window:
 * @window: (out): from the beginning of the first day to the end of the last
 *
 * Returns: whether days are chosen, and the zone in which they begin is known
 */
gboolean
zhihui_period_choice_get_window (ZhihuiPeriodChoice *self, ZhihuiWindow *window)
{
  g_return_val_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self), FALSE);

  if (!has_span (self) || self->zone == NULL)
    return FALSE;
  window->from = zhihui_zone_day_start (self->zone, self->from);
  window->to = zhihui_zone_day_start (self->zone, self->to + 1);
  return TRUE;
}

/**
 * zhihui_period_choice_get_state:
 *
 * Returns: (transfer none) (nullable): what is chosen, to be remembered
 */
const char *
zhihui_period_choice_get_state (ZhihuiPeriodChoice *self)
{
  g_return_val_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self), NULL);

  return self->state;
}

/**
 * zhihui_period_choice_set_state:
 * @state: (nullable): as zhihui_period_choice_get_state() told it; what is not understood is the
 *   usual periods
 */
void
zhihui_period_choice_set_state (ZhihuiPeriodChoice *self, const char *state)
{
  gboolean is_known = FALSE;

  g_return_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self));

  if (state != NULL && *state == '\0')
    state = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    is_known = is_known || g_strcmp0 (presets[i].id, state) == 0;
  if (!is_known && strstr (state, SPAN) == NULL)
    state = NULL;
  if (g_strcmp0 (state, self->state) == 0)
    return;
  take_state (self, state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * zhihui_period_choice_set_usual:
 * @label: what is meant when nothing else is chosen, translated
 */
void
zhihui_period_choice_set_usual (ZhihuiPeriodChoice *self, const char *label)
{
  GtkListBoxRow *row;

  g_return_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self) && label != NULL);

  g_free (self->usual);
  self->usual = g_strdup (label);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_label_set_text (GTK_LABEL (gtk_list_box_row_get_child (row)), label);
  word_button (self);
}

/**
 * zhihui_period_choice_get_label:
 *
 * Returns: (transfer none): what is chosen, in words
 */
const char *
zhihui_period_choice_get_label (ZhihuiPeriodChoice *self)
{
  g_return_val_if_fail (ZHIHUI_IS_PERIOD_CHOICE (self), "");

  return gtk_menu_button_get_label (self->button);
}
