/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-chart-card.h"

#include "zhihui-chart.h"
#include "zhihui-copied-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TREND_HEIGHT 150
#define FUNNEL_HEIGHT 190

/**
 * ZhihuiChartCard:
 *
 * A chart with its title, what its lines are, and its figures as a table for who wants them.
 */
struct _ZhihuiChartCard
{
  GtkWidget parent_instance;

  GtkWidget       *box;    /* child */
  GtkWidget       *title;  /* borrowed */
  GtkWidget       *legend; /* borrowed */
  GtkWidget       *stack;  /* borrowed: "chart", "table", "words" */
  ZhihuiChart     *chart;  /* borrowed */
  GtkWidget       *grid;   /* borrowed: the table */
  GtkWidget       *words;  /* borrowed: instead of a chart */
  GtkWidget       *copy;   /* borrowed */
  GtkToggleButton *toggle; /* borrowed: as a table */

  ZhihuiChartTable       *table; /* owned, NULL: no chart is shown */
  const ZhihuiTrendChart *trend; /* borrowed from @chart, NULL: no trend is shown */
};

G_DEFINE_FINAL_TYPE (ZhihuiChartCard, zhihui_chart_card, GTK_TYPE_WIDGET)

/* ---- the table ---- */

static void
put_cell (ZhihuiChartCard *self, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  if (column == 0)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
    }
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, row == 0 ? "zh-nd" : "caption");
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
}

/* Columns of which no row says anything are left out. */
static gboolean
is_column_empty (const ZhihuiChartTable *table, guint column)
{
  for (guint i = 0; i < table->rows->len; i++)
    if (*((GStrv) table->rows->pdata[i])[column] != '\0')
      return FALSE;
  return TRUE;
}

static void
build_table (ZhihuiChartCard *self)
{
  GtkWidget *child;
  int        place = 0;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  for (guint column = 0; column < self->table->heads->len; column++)
    {
      if (is_column_empty (self->table, column))
        continue;
      put_cell (self, self->table->heads->pdata[column], place, 0);
      for (guint row = 0; row < self->table->rows->len; row++)
        put_cell (self, ((GStrv) self->table->rows->pdata[row])[column], place, (int) row + 1);
      place++;
    }
}

static void
show_content (ZhihuiChartCard *self)
{
  gboolean as_table = gtk_toggle_button_get_active (self->toggle);
  gboolean has_chart = self->table != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->toggle), has_chart);
  gtk_widget_set_visible (self->copy, has_chart && as_table);
  if (has_chart && as_table)
    build_table (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    !has_chart ? "words"
                                    : as_table ? "table"
                                               : "chart");
}

static void
copy_cb (ZhihuiChartCard *self)
{
  g_autofree char *text = zhihui_chart_card_dup_table (self);

  zhihui_copied_text_put (GTK_WIDGET (self), text, NULL);
}

/* ---- the widget ---- */

static void
zhihui_chart_card_dispose (GObject *object)
{
  ZhihuiChartCard *self = ZHIHUI_CHART_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->table, zhihui_chart_table_free);

  G_OBJECT_CLASS (zhihui_chart_card_parent_class)->dispose (object);
}

static void
zhihui_chart_card_class_init (ZhihuiChartCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_chart_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_button (GtkWidget *head, GtkWidget *button, const char *icon, const char *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), button);
}

/* A page has several of them. */
static void
name_button (ZhihuiChartCard *self, GtkWidget *button)
{
  const char *title = gtk_label_get_text (GTK_LABEL (self->title));
  const char *name = gtk_widget_get_tooltip_text (button);
  /* Translators: what a button does, of which chart. */
  g_autofree char *words =
    *title != '\0' ? g_strdup_printf (C_ ("button", "%1$s: %2$s"), name, title) : g_strdup (name);

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
name_buttons (ZhihuiChartCard *self)
{
  name_button (self, self->copy);
  name_button (self, GTK_WIDGET (self->toggle));
}

static GtkWidget *
build_head (ZhihuiChartCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = new_label ("heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (head), self->title);
  self->copy = gtk_button_new ();
  self->toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  add_button (head, self->copy, "edit-copy-symbolic", _ ("Copy the Figures"));
  add_button (head, GTK_WIDGET (self->toggle), "view-list-symbolic", _ ("Show as a Table"));
  name_buttons (self);
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->toggle, "toggled", G_CALLBACK (show_content), self, G_CONNECT_SWAPPED);
  return head;
}

/* A table that is wider than its card is moved sideways. */
static GtkWidget *
wrap_table (GtkWidget *grid)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_margin_bottom (grid, 10);
  return scroller;
}

static void
zhihui_chart_card_init (ZhihuiChartCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->legend = new_label ("zh-nd");
  gtk_label_set_lines (GTK_LABEL (self->legend), 4);
  gtk_label_set_ellipsize (GTK_LABEL (self->legend), PANGO_ELLIPSIZE_END);
  self->stack = gtk_stack_new ();
  self->chart = ZHIHUI_CHART (zhihui_chart_new ());
  self->grid = gtk_grid_new ();
  self->words = new_label ("dim-label");
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->chart), "chart");
  gtk_stack_add_named (GTK_STACK (self->stack), wrap_table (self->grid), "table");
  gtk_stack_add_named (GTK_STACK (self->stack), self->words, "words");
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->legend);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  /* The chart grows with its card; who has the card says whether that grows. */
  gtk_widget_set_vexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "zh-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_content (self);
}

GtkWidget *
zhihui_chart_card_new (void)
{
  return g_object_new (ZHIHUI_TYPE_CHART_CARD, NULL);
}

void
zhihui_chart_card_set_title (ZhihuiChartCard *self, const char *title)
{
  g_return_if_fail (ZHIHUI_IS_CHART_CARD (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
  name_buttons (self);
}

/* ---- what is shown ---- */

static void
set_content (ZhihuiChartCard *self, ZhihuiChartTable *table, const char *legend)
{
  g_clear_pointer (&self->table, zhihui_chart_table_free);
  self->table = table;
  self->trend = NULL;
  gtk_label_set_text (GTK_LABEL (self->legend), legend);
  gtk_widget_set_visible (self->legend, *legend != '\0');
  show_content (self);
}

/**
 * zhihui_chart_card_say:
 * @text: what is said instead of a chart: that it is being read, or why there is none
 */
void
zhihui_chart_card_say (ZhihuiChartCard *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_CHART_CARD (self));

  gtk_label_set_text (GTK_LABEL (self->words), text);
  set_content (self, NULL, "");
}

static void
free_trend (gpointer data)
{
  ZhihuiTrendChart *chart = data;

  zhihui_trend_unref (chart->trend);
  g_clear_pointer (&chart->reference, zhihui_trend_unref);
  g_free ((char *) chart->name);
  g_free ((char *) chart->reference_name);
  zhihui_zone_unref (chart->zone);
  g_free (chart);
}

static gboolean
is_shown (ZhihuiChartCard *self, const ZhihuiTrendChart *chart)
{
  const ZhihuiTrendChart *shown = self->trend;

  return shown != NULL && shown->trend == chart->trend && shown->reference == chart->reference &&
         g_strcmp0 (shown->name, chart->name) == 0 &&
         g_strcmp0 (shown->reference_name, chart->reference_name) == 0 &&
         memcmp (&shown->target, &chart->target, sizeof shown->target) == 0 && /* both may be NAN */
         shown->min_n == chart->min_n && shown->zone == chart->zone && shown->kept == chart->kept;
}

static void
draw_trend (gconstpointer data, ZhihuiPicture *picture)
{
  zhihui_trend_chart_draw (data, picture);
}

/**
 * zhihui_chart_card_show_trend:
 * @chart: is copied, with references to what it is of; what is shown already stays as it is
 *
 * The title is the metric with the steps that are told.
 */
void
zhihui_chart_card_show_trend (ZhihuiChartCard *self, const ZhihuiTrendChart *chart)
{
  ZhihuiTrendChart *copy;
  g_autofree char  *legend = NULL;
  g_autofree char  *title = NULL;

  g_return_if_fail (ZHIHUI_IS_CHART_CARD (self) && chart != NULL && chart->trend != NULL);

  if (zhihui_trend_chart_is_empty (chart))
    {
      zhihui_chart_card_say (self, _ ("Nothing was counted in this time"));
      return;
    }
  title = zhihui_trend_chart_make_title (chart);
  zhihui_chart_card_set_title (self, title);
  if (is_shown (self, chart))
    return;
  copy = g_memdup2 (chart, sizeof *chart);
  copy->trend = zhihui_trend_ref (chart->trend);
  copy->reference = chart->reference != NULL ? zhihui_trend_ref (chart->reference) : NULL;
  copy->name = g_strdup (chart->name);
  copy->reference_name = g_strdup (chart->reference_name);
  copy->zone = zhihui_zone_ref (chart->zone);
  legend = zhihui_trend_chart_describe (copy);
  zhihui_chart_set (self->chart, draw_trend, copy, free_trend, TREND_HEIGHT);
  zhihui_chart_set_grows (self->chart, TRUE);
  set_content (self, zhihui_trend_chart_tell (copy), legend);
  self->trend = copy;
}

static void
free_funnel (gpointer data)
{
  ZhihuiFunnelChart *chart = data;

  zhihui_ranking_unref (chart->ranking);
  g_free ((char *) chart->unit);
  g_free (chart);
}

static void
draw_funnel (gconstpointer data, ZhihuiPicture *picture)
{
  zhihui_funnel_chart_draw (data, picture);
}

/**
 * zhihui_chart_card_show_funnel:
 * @chart: is copied, with a reference to its ranking
 */
void
zhihui_chart_card_show_funnel (ZhihuiChartCard *self, const ZhihuiFunnelChart *chart)
{
  ZhihuiFunnelChart *copy;
  g_autofree char   *verdict = NULL;

  g_return_if_fail (ZHIHUI_IS_CHART_CARD (self) && chart != NULL && chart->ranking != NULL);

  if (zhihui_funnel_chart_is_empty (chart))
    {
      zhihui_chart_card_say (self, _ ("Nothing was counted in this time"));
      return;
    }
  copy = g_memdup2 (chart, sizeof *chart);
  copy->ranking = zhihui_ranking_ref (chart->ranking);
  copy->unit = g_strdup (chart->unit);
  verdict = zhihui_funnel_chart_judge (copy);
  zhihui_chart_set (self->chart, draw_funnel, copy, free_funnel, FUNNEL_HEIGHT);
  zhihui_chart_set_grows (self->chart, TRUE);
  set_content (self, zhihui_funnel_chart_tell (copy), verdict);
}

static void
free_mix (gpointer data)
{
  zhihui_mix_chart_free (data);
}

static void
draw_mix (gconstpointer data, ZhihuiPicture *picture)
{
  zhihui_mix_chart_draw (data, picture);
}

/**
 * zhihui_chart_card_show_mix:
 * @chart: (transfer full)
 */
void
zhihui_chart_card_show_mix (ZhihuiChartCard *self, ZhihuiMixChart *chart)
{
  g_return_if_fail (ZHIHUI_IS_CHART_CARD (self) && chart != NULL);

  if (chart->rows->len == 0)
    {
      zhihui_mix_chart_free (chart);
      zhihui_chart_card_say (self, _ ("Nothing was counted in this time"));
      return;
    }
  zhihui_chart_set (
    self->chart, draw_mix, chart, free_mix, (int) zhihui_mix_chart_get_height (chart));
  zhihui_chart_set_grows (self->chart, FALSE);
  set_content (self, zhihui_mix_chart_tell (chart), "");
}

/**
 * zhihui_chart_card_dup_table:
 *
 * Returns: (transfer full): the figures as text; "" while there is no chart
 */
char *
zhihui_chart_card_dup_table (ZhihuiChartCard *self)
{
  g_return_val_if_fail (ZHIHUI_IS_CHART_CARD (self), NULL);

  return self->table != NULL ? zhihui_chart_table_make_text (self->table) : g_strdup ("");
}
