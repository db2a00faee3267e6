/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-month-view.h"

#include <glib/gi18n-lib.h>

#include "zhihui-css-class.h"
#include "zhihui-format.h"

#define DAYS_OF_WEEK 7
#define MAX_DAYS 42

/* A day on the page. */
typedef struct
{
  GtkWidget *button;              /* borrowed */
  GtkWidget *number, *mark, *sum; /* borrowed labels */
} Cell;

/**
 * ZhihuiMonthView:
 *
 * A month of days with how many meetings each has, or to choose a day by. One day is chosen: arrows
 * go on by days and weeks, Home and End to the ends of the week, Page Up and Page Down by months,
 * with Shift by years. Only the chosen day is in the way of the Tab key.
 *
 * GtkCalendar takes the names of months and the first day of the week from LC_TIME, which need not
 * be of the language that is spoken, and for Chinese is seldom installed.
 */
struct _ZhihuiMonthView
{
  GtkWidget parent_instance;

  GtkWidget *box;   /* child */
  GtkWidget *title; /* borrowed */
  Cell       cells[MAX_DAYS];

  ZhihuiZone         *zone;     /* owned: any, a day has the same name everywhere */
  ZhihuiWorkCalendar *calendar; /* owned, nullable: no day is marked */
  ZhihuiMonthPage     page;
  gint32              day, today;
  guint               counts[MAX_DAYS];
  gboolean            is_known; /* @counts are known */
  GArray             *marked;   /* owned (element-type gint32), in order */
};

G_DEFINE_FINAL_TYPE (ZhihuiMonthView, zhihui_month_view, GTK_TYPE_WIDGET)

enum
{
  DAY_CHANGED,
  DAY_PICKED,
  PAGE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_month_view_dispose (GObject *object)
{
  ZhihuiMonthView *self = ZHIHUI_MONTH_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->calendar, zhihui_work_calendar_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_pointer (&self->marked, g_array_unref);

  G_OBJECT_CLASS (zhihui_month_view_parent_class)->dispose (object);
}

static void
zhihui_month_view_class_init (ZhihuiMonthViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_month_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * ZhihuiMonthView::day-changed:
   *
   * Another day was chosen.
   */
  signals[DAY_CHANGED] = g_signal_new (
    "day-changed", ZHIHUI_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZhihuiMonthView::day-picked:
   *
   * The chosen day was clicked, or Enter pressed on it: whoever goes by keys has arrived.
   */
  signals[DAY_PICKED] = g_signal_new (
    "day-picked", ZHIHUI_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZhihuiMonthView::page-changed:
   *
   * Another month is seen, whose meetings are not known yet.
   */
  signals[PAGE_CHANGED] = g_signal_new (
    "page-changed", ZHIHUI_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* ---- what is shown ---- */

static char *
format_day (ZhihuiMonthView *self, gint32 day)
{
  return zhihui_format_date_weekday (self->zone, zhihui_zone_day_start (self->zone, day));
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  gint32 one = *(const gint32 *) a, other = *(const gint32 *) b;

  return (one > other) - (one < other);
}

static gboolean
is_marked (ZhihuiMonthView *self, gint32 day)
{
  return g_array_binary_search (self->marked, &day, compare_days, NULL);
}

static void
tell_cell (ZhihuiMonthView *self, const Cell *cell, guint index, ZhihuiDayKind kind)
{
  gint32           day = self->page.first + (gint32) index;
  g_autofree char *date = format_day (self, day);
  g_autoptr (GString) words = g_string_new (date);
  const char *holiday =
    self->calendar != NULL ? zhihui_work_calendar_get_holiday_name (self->calendar, day) : NULL;

  if (day == self->today)
    g_string_append_printf (words, ", %s", C_ ("day", "today"));
  if (kind == ZHIHUI_DAY_HOLIDAY || kind == ZHIHUI_DAY_MAKE_UP_WORK)
    g_string_append_printf (words,
                            ", %s%s%s",
                            kind == ZHIHUI_DAY_HOLIDAY ? C_ ("day", "day off")
                                                       : C_ ("day", "make-up working day"),
                            holiday != NULL ? ", " : "",
                            holiday != NULL ? holiday : "");
  if (is_marked (self, day))
    g_string_append_printf (words, ", %s", C_ ("day", "something is kept"));
  if (self->is_known)
    g_string_append_printf (words, ", ");
  if (self->is_known)
    g_string_append_printf (
      words, ngettext ("%u meeting", "%u meetings", self->counts[index]), self->counts[index]);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  gtk_widget_set_tooltip_text (cell->button, holiday);
}

static void
show_cell (ZhihuiMonthView *self, guint index)
{
  const Cell   *cell = &self->cells[index];
  gint32        day = self->page.first + (gint32) index;
  ZhihuiDayKind kind = self->calendar != NULL ? zhihui_work_calendar_get_kind (self->calendar, day)
                       : zhihui_day_weekday (day) > 5 ? ZHIHUI_DAY_WEEKEND
                                                      : ZHIHUI_DAY_WORK;
  int           year, month, mday;
  char          text[16];

  zhihui_day_to_ymd (day, &year, &month, &mday);
  g_snprintf (text, sizeof text, "%d", mday);
  gtk_label_set_text (GTK_LABEL (cell->number), text);
  gtk_label_set_text (GTK_LABEL (cell->mark),
                      kind == ZHIHUI_DAY_HOLIDAY        ? C_ ("mark of a day", "off")
                      : kind == ZHIHUI_DAY_MAKE_UP_WORK ? C_ ("mark of a day", "work")
                                                        : "");
  g_snprintf (text, sizeof text, "%u", self->counts[index]);
  gtk_label_set_text (GTK_LABEL (cell->sum), self->is_known && self->counts[index] > 0 ? text : "");
  zhihui_css_class_set (cell->sum, "zh-count", self->is_known && self->counts[index] > 0);
  zhihui_css_class_set (cell->button, "zh-other", day < self->page.begin || day >= self->page.end);
  zhihui_css_class_set (cell->button, "zh-today", day == self->today);
  zhihui_css_class_set (cell->button, "zh-chosen", day == self->day);
  zhihui_css_class_set (cell->button, "zh-marked", is_marked (self, day));
  zhihui_css_class_set (
    cell->button, "zh-off", kind == ZHIHUI_DAY_HOLIDAY || kind == ZHIHUI_DAY_WEEKEND);
  gtk_widget_set_focusable (cell->button, day == self->day);
  tell_cell (self, cell, index, kind);
}

static void
show (ZhihuiMonthView *self)
{
  g_autofree char *title = NULL;
  g_autofree char *month =
    zhihui_format_month (self->zone, zhihui_zone_day_start (self->zone, self->page.begin));

  /* Translators: month, year. */
  title = g_strdup_printf (C_ ("month of a year", "%1$s %2$d"), month, self->page.year);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  for (guint i = 0; i < MAX_DAYS; i++)
    {
      gtk_widget_set_visible (self->cells[i].button, i < self->page.n_days);
      if (i < self->page.n_days)
        show_cell (self, i);
    }
}

/* ---- what is chosen ---- */

static gboolean
has_focus (ZhihuiMonthView *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL &&
         gtk_widget_is_ancestor (focus, gtk_widget_get_parent (self->cells[0].button));
}

static void
choose (ZhihuiMonthView *self, gint32 day, gboolean take_focus)
{
  ZhihuiMonthPage page = zhihui_month_page_of (day);
  gboolean        turns = page.begin != self->page.begin;

  if (day == self->day)
    return;
  self->day = day;
  if (turns)
    {
      self->page = page;
      self->is_known = FALSE;
    }
  show (self);
  if (take_focus)
    gtk_widget_grab_focus (self->cells[day - self->page.first].button);
  if (turns)
    g_signal_emit (self, signals[PAGE_CHANGED], 0);
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

static void
cell_clicked_cb (GtkWidget *button, ZhihuiMonthView *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  choose (self, self->page.first + (gint32) index, TRUE);
  g_signal_emit (self, signals[DAY_PICKED], 0);
}

static void
before_clicked_cb (ZhihuiMonthView *self)
{
  choose (self, zhihui_month_move (self->day, -1), FALSE);
}

static void
after_clicked_cb (ZhihuiMonthView *self)
{
  choose (self, zhihui_month_move (self->day, 1), FALSE);
}

static void
today_clicked_cb (ZhihuiMonthView *self)
{
  choose (self, self->today, FALSE);
}

/* Where a key leads to from the chosen day; the same day when it is none of ours. */
static gint32
follow_key (ZhihuiMonthView *self, guint key, gboolean shift)
{
  gboolean leftward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int      weekday = zhihui_day_weekday (self->day);

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return self->day + (leftward ? 1 : -1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return self->day + (leftward ? -1 : 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return self->day - DAYS_OF_WEEK;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return self->day + DAYS_OF_WEEK;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return self->day + 1 - weekday;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return self->day + DAYS_OF_WEEK - weekday;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return zhihui_month_move (self->day, shift ? -12 : -1);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return zhihui_month_move (self->day, shift ? 12 : 1);
    default:
      return self->day;
    }
}

static gboolean
key_pressed_cb (ZhihuiMonthView *self, guint key, guint keycode, GdkModifierType state)
{
  gint32 day = follow_key (self, key, (state & GDK_SHIFT_MASK) != 0);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !has_focus (self) || day == self->day)
    return GDK_EVENT_PROPAGATE;
  choose (self, day, TRUE);
  return GDK_EVENT_STOP;
}

/* ---- how it is built ---- */

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
build_cell (ZhihuiMonthView *self, GtkGrid *grid, guint index)
{
  Cell      *cell = &self->cells[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  cell->number = new_label ("zh-number");
  cell->mark = new_label ("zh-mark");
  cell->sum = new_label ("zh-sum");
  gtk_widget_set_halign (head, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (cell->sum, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (cell->mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), cell->number);
  gtk_box_append (GTK_BOX (head), cell->mark);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), cell->sum);
  cell->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (cell->button), box);
  gtk_widget_add_css_class (cell->button, "flat");
  gtk_widget_add_css_class (cell->button, "zh-day");
  g_object_set_data (G_OBJECT (cell->button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (cell->button, "clicked", G_CALLBACK (cell_clicked_cb), self, 0);
  gtk_grid_attach (
    grid, cell->button, (int) (index % DAYS_OF_WEEK), (int) (index / DAYS_OF_WEEK) + 1, 1, 1);
}

static GtkWidget *
build_grid (ZhihuiMonthView *self)
{
  GtkWidget          *grid = gtk_grid_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 2);
  for (int i = 0; i < DAYS_OF_WEEK; i++)
    {
      GtkWidget *name = gtk_label_new (zhihui_format_short_weekday (i + 1));

      gtk_widget_add_css_class (name, "zh-note");
      gtk_grid_attach (GTK_GRID (grid), name, i, 0, 1, 1);
    }
  for (guint i = 0; i < MAX_DAYS; i++)
    build_cell (self, GTK_GRID (grid), i);
  /* Before the buttons and the window, which would move the focus by arrows themselves. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (grid, keys);
  return grid;
}

static GtkWidget *
new_button (ZhihuiMonthView *self, const char *icon, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
zhihui_month_view_init (ZhihuiMonthView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *today = gtk_button_new_with_label (C_ ("month", "Today"));

  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (today, "flat");
  g_signal_connect_object (
    today, "clicked", G_CALLBACK (today_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), today);
  gtk_box_append (
    GTK_BOX (head),
    new_button (
      self, "go-previous-symbolic", _ ("The month before"), G_CALLBACK (before_clicked_cb)));
  gtk_box_append (
    GTK_BOX (head),
    new_button (self, "go-next-symbolic", _ ("The next month"), G_CALLBACK (after_clicked_cb)));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "zh-month");
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), build_grid (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->zone = zhihui_zone_new_shanghai ();
  self->marked = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->page = zhihui_month_page_of (0);
  show (self);
}

GtkWidget *
zhihui_month_view_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MONTH_VIEW, NULL);
}

gint32
zhihui_month_view_get_day (ZhihuiMonthView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MONTH_VIEW (self), 0);

  return self->day;
}

/**
 * zhihui_month_view_set_day:
 * @day: days since 1970-01-01
 *
 * Chooses it, and turns to its month.
 */
void
zhihui_month_view_set_day (ZhihuiMonthView *self, gint32 day)
{
  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  choose (self, day, FALSE);
}

/**
 * zhihui_month_view_take_focus:
 *
 * Gives the keyboard to the chosen day.
 */
void
zhihui_month_view_take_focus (ZhihuiMonthView *self)
{
  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  gtk_widget_grab_focus (self->cells[self->day - self->page.first].button);
}

/**
 * zhihui_month_view_find_chosen:
 *
 * Returns: (transfer none) (nullable): what has the chosen day; NULL: its month is not seen
 */
GtkWidget *
zhihui_month_view_find_chosen (ZhihuiMonthView *self)
{
  gint32 place;

  g_return_val_if_fail (ZHIHUI_IS_MONTH_VIEW (self), NULL);

  place = self->day - self->page.first;
  return place >= 0 && place < (gint32) self->page.n_days ? self->cells[place].button : NULL;
}

ZhihuiMonthPage
zhihui_month_view_get_page (ZhihuiMonthView *self)
{
  return self->page;
}

void
zhihui_month_view_set_today (ZhihuiMonthView *self, gint32 today)
{
  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  if (self->today == today)
    return;
  self->today = today;
  show (self);
}

/**
 * zhihui_month_view_set_calendar:
 * @calendar: (nullable): whose holidays and make-up days are marked
 */
void
zhihui_month_view_set_calendar (ZhihuiMonthView *self, ZhihuiWorkCalendar *calendar)
{
  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  if (self->calendar == calendar)
    return;
  g_clear_pointer (&self->calendar, zhihui_work_calendar_unref);
  self->calendar = calendar != NULL ? zhihui_work_calendar_ref (calendar) : NULL;
  show (self);
}

/**
 * zhihui_month_view_set_marked:
 * @days: (array length=n_days): of which something is kept, in order, each once
 */
void
zhihui_month_view_set_marked (ZhihuiMonthView *self, const gint32 *days, guint n_days)
{
  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  if (n_days == self->marked->len &&
      (n_days == 0 || memcmp (days, self->marked->data, n_days * sizeof *days) == 0))
    return;
  g_array_set_size (self->marked, 0);
  if (n_days > 0)
    g_array_append_vals (self->marked, days, n_days);
  show (self);
}

/**
 * zhihui_month_view_be_small:
 *
 * To choose a day by: no room is kept for how many meetings a day has.
 */
void
zhihui_month_view_be_small (ZhihuiMonthView *self)
{
  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  gtk_widget_add_css_class (self->box, "zh-small");
  for (guint i = 0; i < MAX_DAYS; i++)
    {
      GtkWidget *box = gtk_button_get_child (GTK_BUTTON (self->cells[i].button));

      gtk_widget_set_visible (self->cells[i].sum, FALSE);
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
    }
}

/**
 * zhihui_month_view_set_meetings:
 * @meetings: (nullable): those of the month that is seen; NULL: not known yet
 * @zone: of the deployment
 */
void
zhihui_month_view_set_meetings (ZhihuiMonthView *self, ZhihuiMeetings *meetings, ZhihuiZone *zone)
{
  guint counts[MAX_DAYS] = { 0 };

  g_return_if_fail (ZHIHUI_IS_MONTH_VIEW (self));

  if (meetings != NULL)
    zhihui_meetings_count_days (
      meetings, zone, self->today, self->page.first, self->page.n_days, counts);
  if (self->is_known == (meetings != NULL) && memcmp (counts, self->counts, sizeof counts) == 0)
    return;
  self->is_known = meetings != NULL;
  memcpy (self->counts, counts, sizeof counts);
  show (self);
}
