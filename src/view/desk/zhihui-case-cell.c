/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-cell.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-card.h"
#include "zhihui-case-words.h"
#include "zhihui-css-class.h"
#include "zhihui-format.h"
#include "zhihui-row-name.h"

#define CELL_PADDING_PX 34 /* left and right of the words together */
#define LAST_PADDING_PX 44 /* of those that may be the last column: ui/style.css */
#define ARROW_PX 22        /* beside a title: how the rows stand */
#define UNIT_EM 6          /* short names */

/**
 * ZhihuiCaseCell:
 *
 * What the table of cases says of one of them in one column.
 */
struct _ZhihuiCaseCell
{
  GtkWidget parent_instance;

  ZhihuiCaseCellKind    kind;
  const ZhihuiCaseLook *look;  /* borrowed */
  ZhihuiCaseItem       *item;  /* owned, nullable */
  GtkWidget            *label; /* child */
  GtkWidget            *marks; /* child of titles, else NULL */
};

G_DEFINE_FINAL_TYPE (ZhihuiCaseCell, zhihui_case_cell, GTK_TYPE_WIDGET)

/**
 * zhihui_case_cell_write_marks:
 *
 * Returns: (transfer full): "督办、批示", "" nothing was noted
 */
char *
zhihui_case_cell_write_marks (const ZhihuiDeskCase *one)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    if ((one->marks >> i & 1) != 0)
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? C_ ("between names", ", ") : "",
                              zhihui_case_mark_get_label ((ZhihuiCaseMarks) (1u << i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
mark_words (const ZhihuiRunningClock *clock)
{
  g_autofree char *words = zhihui_running_clock_make_words (clock);

  return clock->state == ZHIHUI_CLOCK_OVERDUE ? g_strconcat ("◆ ", words, NULL)
                                              : g_steal_pointer (&words);
}

static char *
write_clock (const ZhihuiDeskCase *one, const ZhihuiCaseLook *look)
{
  ZhihuiRunningClock clock = zhihui_running_clock_find (one, look->now);

  if (look->is_kept && clock.state != ZHIHUI_CLOCK_RESTS)
    return g_strdup ("—");
  return mark_words (&clock);
}

/* What the case is about, or whose it is. */
static const char *
get_name (ZhihuiCaseCellKind kind, const ZhihuiDeskCase *one, const ZhihuiCaseLook *look)
{
  if (kind == ZHIHUI_CASE_CELL_TITLE)
    return *one->title != '\0' ? one->title : one->topic;
  if (one->work == NULL)
    return "—";
  return look->names != NULL ? zhihui_case_names_get_unit (look->names, &one->work->unit)
                             : one->work->unit.name;
}

/**
 * zhihui_case_cell_write:
 *
 * Returns: (transfer full): what stands in that column, the same for who reads, listens or copies
 */
char *
zhihui_case_cell_write (ZhihuiCaseCellKind    kind,
                        const ZhihuiDeskCase *one,
                        const ZhihuiCaseLook *look)
{
  switch (kind)
    {
    case ZHIHUI_CASE_CELL_NO:
      return g_strdup (one->no);
    case ZHIHUI_CASE_CELL_TITLE:
    case ZHIHUI_CASE_CELL_UNIT:
      return g_strdup (get_name (kind, one, look));
    case ZHIHUI_CASE_CELL_STATE:
      return g_strdup (zhihui_case_state_get_label (one->state));
    case ZHIHUI_CASE_CELL_CLOCK:
      return write_clock (one, look);
    case ZHIHUI_CASE_CELL_SUBMITTED:
      return look->zone != NULL ? zhihui_format_moment (look->zone, one->submitted_at, look->now)
                                : g_strdup ("");
    case ZHIHUI_N_CASE_CELLS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * zhihui_case_cell_compare:
 *
 * Returns: below 0 when @x stands before @y by that column: states in the order of a case's life,
 *   clocks by what ends first
 */
int
zhihui_case_cell_compare (ZhihuiCaseCellKind    kind,
                          const ZhihuiDeskCase *x,
                          const ZhihuiDeskCase *y,
                          const ZhihuiCaseLook *look)
{
  if (kind == ZHIHUI_CASE_CELL_SUBMITTED)
    return (x->submitted_at > y->submitted_at) - (x->submitted_at < y->submitted_at);
  /* Of thousands most are in one of two states. */
  if (kind == ZHIHUI_CASE_CELL_STATE)
    return g_str_equal (x->state, y->state)
             ? 0
             : zhihui_case_state_get_rank (x->state) - zhihui_case_state_get_rank (y->state);
  if (kind == ZHIHUI_CASE_CELL_NO)
    return strcmp (x->no, y->no);
  if (kind == ZHIHUI_CASE_CELL_CLOCK)
    {
      ZhihuiRunningClock a = zhihui_running_clock_find (x, look->now);
      ZhihuiRunningClock b = zhihui_running_clock_find (y, look->now);

      return zhihui_running_clock_compare (&a, &b);
    }

  return zhihui_name_order_compare (
    look->order, get_name (kind, x, look), get_name (kind, y, look));
}

/* As a cell shows it: figures are of one width. */
static int
measure_text (GtkWidget *widget, const char *text, PangoWeight weight)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static int
measure_clock (GtkWidget *widget, const ZhihuiRunningClock *clock)
{
  g_autofree char *words = mark_words (clock);

  return measure_text (
    widget, words, clock->state == ZHIHUI_CLOCK_OVERDUE ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
}

/* The longest that comes: of each clock what is left, in minutes or in days, and the seconds of
 * the first hour beyond; a reply that stands for long. */
static int
measure_clocks (GtkWidget *widget)
{
  const ZhihuiRunningClock stands = { .state = ZHIHUI_CLOCK_STANDS,
                                      .id = ZHIHUI_CLOCK_REPLY,
                                      .seconds = 228 * 86400 };
  int                      widest = measure_clock (widget, &stands);

  for (ZhihuiClockId id = 0; id < ZHIHUI_N_CLOCKS; id++)
    {
      gboolean           is_long = id == ZHIHUI_CLOCK_REPLY || id == ZHIHUI_CLOCK_CLOSE;
      gboolean           is_of_days = is_long || id == ZHIHUI_CLOCK_OBJECTION;
      ZhihuiRunningClock ahead = { .state = ZHIHUI_CLOCK_AHEAD,
                                   .id = id,
                                   .seconds = is_of_days ? 86400 * (is_long ? 28 : 3) + 23 * 3600
                                                         : 3600 + 58 * 60 };
      ZhihuiRunningClock over = { .state = ZHIHUI_CLOCK_OVERDUE,
                                  .id = id,
                                  .seconds = 58 * 60 + 58 };

      widest = MAX (widest, measure_clock (widget, &ahead));
      widest = MAX (widest, measure_clock (widget, &over));
    }
  return widest;
}

static int
measure_states (GtkWidget *widget)
{
  g_autofree const char **states = zhihui_case_list_states ();
  int                     widest = 0;

  for (guint i = 0; states[i] != NULL; i++)
    widest = MAX (
      widest, measure_text (widget, zhihui_case_state_get_label (states[i]), PANGO_WEIGHT_NORMAL));
  return widest;
}

/* Of another year. */
static int
measure_moment (GtkWidget *widget)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *text = zhihui_format_moment (zone, 1798460880, 0); /* 2026-12-28 20:28 */

  return measure_text (widget, text, PANGO_WEIGHT_NORMAL);
}

/**
 * zhihui_case_cell_measure_em:
 *
 * Returns: how wide a Chinese character is in the font of @widget, px
 */
int
zhihui_case_cell_measure_em (GtkWidget *widget)
{
  return (measure_text (widget, "松龄路街道车辆停道", PANGO_WEIGHT_NORMAL) + 8) / 9;
}

/**
 * zhihui_case_cell_measure:
 * @kind: a column that is not the subject's
 * @title: of it
 * @widget: in whose font they are written
 *
 * Returns: how wide the column is in this language and this font, px
 */
int
zhihui_case_cell_measure (ZhihuiCaseCellKind kind, const char *title, GtkWidget *widget)
{
  int head = measure_text (widget, title, PANGO_WEIGHT_BOLD) + ARROW_PX;

  switch (kind)
    {
    case ZHIHUI_CASE_CELL_NO:
      return MAX (head, measure_text (widget, "ZC20261127000038", PANGO_WEIGHT_NORMAL)) +
             CELL_PADDING_PX;
    case ZHIHUI_CASE_CELL_UNIT:
      return MAX (head, UNIT_EM * zhihui_case_cell_measure_em (widget)) + CELL_PADDING_PX / 2;
    case ZHIHUI_CASE_CELL_STATE:
      return MAX (head, measure_states (widget)) + CELL_PADDING_PX;
    case ZHIHUI_CASE_CELL_CLOCK:
      return MAX (head, measure_clocks (widget)) + LAST_PADDING_PX;
    case ZHIHUI_CASE_CELL_SUBMITTED:
      return MAX (head, measure_moment (widget)) + LAST_PADDING_PX;
    case ZHIHUI_CASE_CELL_TITLE:
    case ZHIHUI_N_CASE_CELLS:
    default:
      g_return_val_if_reached (0);
    }
}

/* What the row is about; the cells tell the rest. */
static void
name_row (ZhihuiCaseCell *self, const ZhihuiDeskCase *one)
{
  g_autofree char *title = zhihui_case_cell_write (ZHIHUI_CASE_CELL_TITLE, one, self->look);
  g_autofree char *clock = zhihui_case_cell_write (ZHIHUI_CASE_CELL_CLOCK, one, self->look);
  g_autofree char *words = g_strjoin (", ",
                                      title,
                                      one->no,
                                      zhihui_case_state_get_label (one->state),
                                      *clock != '\0' ? clock : NULL,
                                      NULL);

  zhihui_row_name (GTK_WIDGET (self), words);
}

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
dress (ZhihuiCaseCell *self, const ZhihuiDeskCase *one)
{
  if (self->kind == ZHIHUI_CASE_CELL_CLOCK)
    {
      ZhihuiRunningClock clock = zhihui_running_clock_find (one, self->look->now);

      zhihui_css_class_set (
        self->label, "zh-bad", clock.state == ZHIHUI_CLOCK_OVERDUE && !self->look->is_kept);
      zhihui_css_class_set (
        self->label, "zh-soon", clock.state == ZHIHUI_CLOCK_SOON && !self->look->is_kept);
      zhihui_css_class_set (self->label, "dim-label", clock.state == ZHIHUI_CLOCK_STANDS);
    }
  if (self->kind == ZHIHUI_CASE_CELL_STATE)
    zhihui_css_class_set (self->label, "dim-label", zhihui_desk_case_is_closed (one));
  if (self->marks != NULL)
    {
      g_autofree char *marks = zhihui_case_cell_write_marks (one);

      set_text (self->marks, marks);
      gtk_widget_set_visible (self->marks, *marks != '\0');
    }
}

/* Asked for when it is wanted: each text that is set beforehand makes GTK ask the X server where
 * the pointer is, 400 times for the rows of a list, and again each second. */
static gboolean
zhihui_case_cell_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean by_keys, GtkTooltip *tooltip)
{
  ZhihuiCaseCell       *self = ZHIHUI_CASE_CELL (widget);
  const ZhihuiDeskCase *one = self->item != NULL ? zhihui_case_item_get_case (self->item) : NULL;
  g_autofree char      *text = NULL;

  if (one != NULL && self->kind == ZHIHUI_CASE_CELL_CLOCK)
    text = zhihui_case_cell_write (self->kind, one, self->look);
  else if (one != NULL && one->work != NULL)
    text = g_strdup (one->work->unit.name);
  if (text == NULL || *text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * zhihui_case_cell_refresh:
 *
 * Shows what it says now.
 */
void
zhihui_case_cell_refresh (ZhihuiCaseCell *self)
{
  const ZhihuiDeskCase *one = self->item != NULL ? zhihui_case_item_get_case (self->item) : NULL;
  g_autofree char      *text = NULL;

  if (one == NULL)
    return;

  text = zhihui_case_cell_write (self->kind, one, self->look);
  set_text (self->label, text);
  if (self->kind == ZHIHUI_CASE_CELL_TITLE)
    name_row (self, one);
  dress (self, one);
}

/**
 * zhihui_case_cell_set_item:
 * @item: (nullable): what it says something of
 */
void
zhihui_case_cell_set_item (ZhihuiCaseCell *self, ZhihuiCaseItem *item)
{
  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (
      item, "changed", G_CALLBACK (zhihui_case_cell_refresh), self, G_CONNECT_SWAPPED);
  zhihui_case_cell_refresh (self);
}

static void
zhihui_case_cell_dispose (GObject *object)
{
  ZhihuiCaseCell *self = ZHIHUI_CASE_CELL (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->marks, gtk_widget_unparent);
  G_OBJECT_CLASS (zhihui_case_cell_parent_class)->dispose (object);
}

static void
zhihui_case_cell_class_init (ZhihuiCaseCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_case_cell_dispose;
  GTK_WIDGET_CLASS (klass)->query_tooltip = zhihui_case_cell_query_tooltip;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
zhihui_case_cell_init (ZhihuiCaseCell *self)
{
}

/**
 * zhihui_case_cell_new:
 * @look: of the table; outlives the cell
 */
GtkWidget *
zhihui_case_cell_new (ZhihuiCaseCellKind kind, const ZhihuiCaseLook *look)
{
  ZhihuiCaseCell   *self = g_object_new (ZHIHUI_TYPE_CASE_CELL, NULL);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->kind = kind;
  self->look = look;
  self->label = zhihui_card_label_new ("numeric");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self),
                              kind == ZHIHUI_CASE_CELL_UNIT || kind == ZHIHUI_CASE_CELL_CLOCK);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_label_set_xalign (GTK_LABEL (self->label), kind == ZHIHUI_CASE_CELL_CLOCK ? 1 : 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  if (kind == ZHIHUI_CASE_CELL_TITLE)
    {
      self->marks = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->marks, "zh-pill");
      gtk_widget_set_valign (self->marks, GTK_ALIGN_CENTER);
      gtk_widget_hide (self->marks);
      gtk_widget_set_parent (self->marks, GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}
