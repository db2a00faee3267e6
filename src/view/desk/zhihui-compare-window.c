/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-compare-window.h"

#include "zhihui-copied-text.h"
#include "zhihui-figure-words.h"
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define NAME_CHARS 22 /* of a line; of Chinese ones half as many */
#define NAME_LINES 3

struct _ZhihuiCompareWindow
{
  AdwWindow parent_instance;

  ZhihuiDataTable *table; /* owned, NULL before there are figures: what is shown */
  ZhihuiZone      *zone;  /* owned, likewise */

  /* template children */
  GtkWidget          *period_box; /* seen where the first side is a period */
  ZhihuiPeriodChoice *period;
  GtkStack           *stack; /* "figures", "fault" or "loading" */
  GtkGrid            *grid;
  GtkLabel           *foot; /* by which definitions */
  AdwStatusPage      *fault;
};

enum
{
  ASKED,
  PERIOD_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiCompareWindow, zhihui_compare_window, ADW_TYPE_WINDOW)

/* ---- words ---- */

/**
 * zhihui_compare_window_write:
 * @one: what the other is compared with
 * @other: what is compared
 *
 * Returns: (transfer full): the difference of a figure and whether it is more than chance; where
 * both were not counted by the same rule, that
 */
char *
zhihui_compare_window_write (const ZhihuiCompareSide *one,
                             const ZhihuiCompareSide *other,
                             guint                    slot)
{
  ZhihuiMetric       metric = zhihui_slot_get_metric (slot);
  ZhihuiComparison   got;
  ZhihuiCompareState state = zhihui_compare_side_compare (one, other, slot, &got);
  g_autofree char   *difference = NULL, *verdict = NULL;

  if (state != ZHIHUI_COMPARE_TOLD)
    return g_strdup (state == ZHIHUI_COMPARE_UNTOLD ? _ ("Not told") : _ ("Not by the same rule"));
  difference = zhihui_comparison_format_difference (&got, metric);
  verdict = zhihui_compare_side_write_verdict (&got, one, other, slot);
  return g_strdup_printf ("%s\n%s", difference, verdict);
}

/* "3.68%", "7/190, 1.79% to 7.39%" */
static char *
word_detail (const ZhihuiScore *score, guint slot)
{
  g_autofree char *fraction = NULL, *low = NULL, *high = NULL;

  if (score == NULL || zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count)
    return g_strdup ("");
  fraction = zhihui_format_fraction (score->k, score->n);
  if (!isfinite (score->low))
    return g_steal_pointer (&fraction);
  low = zhihui_format_percent (score->low, 2);
  high = zhihui_format_percent (score->high, 2);
  /* Translators: a fraction and the 95 % interval of its rate. */
  return g_strdup_printf (_ ("%1$s, %2$s to %3$s"), fraction, low, high);
}

static char *
word_value (const ZhihuiScore *score, guint slot)
{
  if (score == NULL)
    return g_strdup ("—");
  if (zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->is_count)
    return zhihui_format_count (score->n);
  return zhihui_format_rate (score->k, score->n);
}

/* By which rules, of which days. */
static char *
word_foot (const ZhihuiCompareSide *one, const ZhihuiCompareSide *other, ZhihuiZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *reading = zhihui_compare_side_write_reading (one, other);

  for (guint i = 0; i < ZHIHUI_N_COMPARE_LINES; i++)
    {
      guint                slot = zhihui_compare_side_get_slot (i);
      const ZhihuiRanking *first = one->rankings[slot], *second = other->rankings[slot];
      const ZhihuiRanking *any = second != NULL ? second : first;
      g_autofree char     *before = NULL, *now = NULL;

      if (any == NULL)
        continue;
      now = zhihui_figure_words_make_days (any, zone);
      before = first != NULL && first != any ? zhihui_figure_words_make_days (first, zone) : NULL;
      g_string_append_printf (text,
                              "%s %s: %s%s%s\n",
                              _ (zhihui_metric_get_traits (any->metric)->title),
                              zhihui_basis_get_words (any->basis),
                              before != NULL ? before : "",
                              before != NULL ? " → " : "",
                              now);
    }
  g_string_append (text, reading);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- the window ---- */

static const char *const actions[] = { "compare.copy", "compare.csv", "compare.pdf" };

/* What can be done with figures, while there are some. A paper is of periods alone. */
static void
judge_actions (ZhihuiCompareWindow *self)
{
  gboolean is_of_periods = gtk_widget_get_visible (self->period_box);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                   actions[i],
                                   self->table != NULL &&
                                     (is_of_periods || !g_str_equal (actions[i], "compare.pdf")));
}

static void
forget_figures (ZhihuiCompareWindow *self)
{
  g_clear_pointer (&self->table, zhihui_data_table_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  judge_actions (self);
}

static void
ask_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[ASKED], 0, action + strlen ("compare."));
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = zhihui_compare_window_write_text (ZHIHUI_COMPARE_WINDOW (widget));

  if (text != NULL)
    zhihui_copied_text_put (widget, text, NULL);
  ask_action (widget, action, parameter);
}

static GtkWidget *
put (ZhihuiCompareWindow *self, int column, int row, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_justify (GTK_LABEL (label), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "numeric");
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

/* A name may be of any length; the figures below it are to be seen beside those of the other. */
static void
put_name (ZhihuiCompareWindow *self, int column, int row, const char *text, const char *css)
{
  GtkLabel *label = GTK_LABEL (put (self, column, row, text, css));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, NAME_CHARS);
  gtk_label_set_lines (label, NAME_LINES);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (GTK_WIDGET (label), GTK_ALIGN_END);
  if (zhihui_format_measure (text) > NAME_CHARS)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

static void
put_side (ZhihuiCompareWindow *self, int column, int row, const ZhihuiScore *score, guint slot)
{
  g_autofree char *value = word_value (score, slot);
  g_autofree char *detail = word_detail (score, slot);

  put (self, column, row, value, "heading");
  put (self, column, row + 1, detail, "zh-nd");
}

static void
put_difference (ZhihuiCompareWindow     *self,
                int                      row,
                const ZhihuiCompareSide *one,
                const ZhihuiCompareSide *other,
                guint                    slot)
{
  g_autofree char *text = zhihui_compare_window_write (one, other, slot);
  char            *verdict = strchr (text, '\n');
  const char      *css = NULL;

  if (verdict != NULL)
    {
      *verdict++ = '\0';
      css = g_str_has_prefix (verdict, "◆")   ? "zh-bad"
            : g_str_has_prefix (verdict, "▲") ? "zh-good"
                                              : "zh-nd";
    }
  put (self, 3, row, text, NULL);
  if (verdict != NULL)
    put (self, 3, row + 1, verdict, css);
}

static void
put_head (ZhihuiCompareWindow *self, int column, const ZhihuiCompareSide *side)
{
  put_name (self, column, 0, side->title, "title-4");
  put_name (self, column, 1, side->detail != NULL ? side->detail : "", "zh-nd");
}

/**
 * zhihui_compare_window_show:
 * @one: what the other is compared with
 * @other: what is compared
 * @zone: of the deployment
 */
void
zhihui_compare_window_show (ZhihuiCompareWindow     *self,
                            const ZhihuiCompareSide *one,
                            const ZhihuiCompareSide *other,
                            ZhihuiZone              *zone)
{
  g_autofree char *foot = word_foot (one, other, zone);
  GtkWidget       *child;

  g_return_if_fail (ZHIHUI_IS_COMPARE_WINDOW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  put_head (self, 1, one);
  put_head (self, 2, other);
  put (self, 3, 0, _ ("Difference"), "title-4");
  for (guint i = 0; i < ZHIHUI_N_COMPARE_LINES; i++)
    {
      guint slot = zhihui_compare_side_get_slot (i);
      int   row = 2 + 2 * (int) i;

      if (one->scores[slot] == NULL && other->scores[slot] == NULL)
        continue;
      put (self,
           0,
           row,
           _ (zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->title),
           "heading");
      put_side (self, 1, row, one->scores[slot], slot);
      put_side (self, 2, row, other->scores[slot], slot);
      put_difference (self, row, one, other, slot);
    }
  gtk_label_set_text (self->foot, foot);
  forget_figures (self);
  self->table = zhihui_compare_side_make_table (one, other);
  self->zone = zhihui_zone_ref (zone);
  judge_actions (self);
  gtk_stack_set_visible_child_name (self->stack, "figures");
}

/**
 * zhihui_compare_window_show_fault:
 * @text: why there is nothing to compare, translated
 */
void
zhihui_compare_window_show_fault (ZhihuiCompareWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_return_if_fail (ZHIHUI_IS_COMPARE_WINDOW (self));

  forget_figures (self);
  adw_status_page_set_description (self->fault, escaped);
  gtk_stack_set_visible_child_name (self->stack, "fault");
}

/**
 * zhihui_compare_window_await:
 *
 * Other figures are on their way.
 */
void
zhihui_compare_window_await (ZhihuiCompareWindow *self)
{
  g_return_if_fail (ZHIHUI_IS_COMPARE_WINDOW (self));

  forget_figures (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/**
 * zhihui_compare_window_get_table:
 *
 * Returns: (transfer none) (nullable): what is shown; %NULL while there are no figures
 */
ZhihuiDataTable *
zhihui_compare_window_get_table (ZhihuiCompareWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_COMPARE_WINDOW (self), NULL);

  return self->table;
}

/**
 * zhihui_compare_window_write_text:
 *
 * Returns: (transfer full) (nullable): what is shown, for the clipboard, and how it is to be read;
 *   %NULL while there are no figures
 */
char *
zhihui_compare_window_write_text (ZhihuiCompareWindow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (ZHIHUI_IS_COMPARE_WINDOW (self), NULL);

  if (self->table == NULL)
    return NULL;
  text = zhihui_compare_side_write_text (self->table, self->zone);
  return g_strdup_printf ("%s%s\n", text, gtk_label_get_text (self->foot));
}

/**
 * zhihui_compare_window_offer_periods:
 * @zone: of the deployment
 * @as_of: what the platform takes for now
 *
 * The first side is a period that can be chosen: the one before, one with a name, or days.
 *
 * Returns: (transfer none): what is chosen; the period before where its state is %NULL
 */
ZhihuiPeriodChoice *
zhihui_compare_window_offer_periods (ZhihuiCompareWindow *self, ZhihuiZone *zone, gint64 as_of)
{
  g_return_val_if_fail (ZHIHUI_IS_COMPARE_WINDOW (self), NULL);

  zhihui_period_choice_set_usual (self->period, _ ("The period before"));
  zhihui_period_choice_set_now (self->period, zone, as_of);
  gtk_widget_show (self->period_box);
  judge_actions (self);
  return self->period;
}

static void
period_chosen_cb (ZhihuiCompareWindow *self)
{
  g_signal_emit (self, signals[PERIOD_CHOSEN], 0);
}

static void
zhihui_compare_window_dispose (GObject *object)
{
  ZhihuiCompareWindow *self = ZHIHUI_COMPARE_WINDOW (object);

  g_clear_pointer (&self->table, zhihui_data_table_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  G_OBJECT_CLASS (zhihui_compare_window_parent_class)->dispose (object);
}

static void
zhihui_compare_window_class_init (ZhihuiCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_compare_window_dispose;
  signals[ASKED] = g_signal_new ("asked",
                                 ZHIHUI_TYPE_COMPARE_WINDOW,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
  signals[PERIOD_CHOSEN] = g_signal_new ("period-chosen",
                                         ZHIHUI_TYPE_COMPARE_WINDOW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
  g_type_ensure (ZHIHUI_TYPE_PERIOD_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/compare-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiCompareWindow, child)
  BIND (period_box);
  BIND (period);
  BIND (stack);
  BIND (grid);
  BIND (foot);
  BIND (fault);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, period_chosen_cb);
  gtk_widget_class_install_action (widget_class, "compare.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "compare.csv", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "compare.pdf", NULL, ask_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (
    widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "compare.copy", NULL);
}

static void
zhihui_compare_window_init (ZhihuiCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  judge_actions (self);
}

/**
 * zhihui_compare_window_new:
 * @parent: (nullable): over which it stands
 *
 * Returns: (transfer floating): a window that waits for figures
 */
GtkWidget *
zhihui_compare_window_new (GtkWindow *parent)
{
  return g_object_new (ZHIHUI_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);
}
