/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figure-definition.h"

#include "zhihui-control-names.h"
#include "zhihui-figure-words.h"
#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

#define WORDS_WIDTH 46 /* characters of a line */

struct _ZhihuiFigureDefinition
{
  AdwBin parent_instance;

  GtkDropDown   *choice;                     /* borrowed from the child */
  GtkGrid       *grid;                       /* borrowed from the child */
  ZhihuiRanking *rankings[ZHIHUI_N_METRICS]; /* owned, nullable: what is on the screen */
  gint64      holds_at[ZHIHUI_N_METRICS]; /* the platform said then that it still is so; 0 never */
  char       *rule_version;               /* owned, nullable */
  ZhihuiZone *zone;                       /* owned, NULL before it is told */
};

G_DEFINE_FINAL_TYPE (ZhihuiFigureDefinition, zhihui_figure_definition, ADW_TYPE_BIN)

/* One line: what it is about, and what is said. */
typedef struct
{
  const char *about; /* translated */
  char       *text;  /* owned */
} Line;

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->text);
}

static void
add_line (GArray *lines, const char *about, char *text)
{
  Line line = { about, text };

  g_array_append_val (lines, line);
}

/* Of what is on the screen. What is frozen stays of its day, however often it is said to hold. */
static void
add_present (GArray *lines, const ZhihuiRanking *ranking, gint64 holds_at, ZhihuiZone *zone)
{
  gint64           at = ranking->frozen ? ranking->as_of : MAX (ranking->as_of, holds_at);
  g_autofree char *as_of = zhihui_format_date_time (zone, at);

  add_line (lines, _ ("Period shown"), zhihui_figure_words_make_days (ranking, zone));
  if (ranking->min_n > 0)
    add_line (
      lines,
      _ ("Least number"),
      g_strdup_printf (_ ("Units with fewer than %u are not ranked: their figure is mostly chance"),
                       ranking->min_n));
  if (ranking->order == ZHIHUI_ORDER_SHRUNK)
    add_line (
      lines,
      _ ("Order"),
      g_strdup (_ ("Fair: the fewer the cases of a unit, the more its rate is drawn to that "
                   "of the group")));
  if (ranking->provisional)
    add_line (lines,
              _ ("Calendar"),
              g_strdup (_ ("Holidays of a year are not announced yet: deadlines may move")));
  add_line (lines,
            _ ("As of"),
            ranking->frozen
              ? g_strdup_printf (_ ("%1$s, frozen, revision %2$s"), as_of, ranking->revision)
              : g_strdup (as_of));
}

static GArray *
make_lines (ZhihuiMetric         metric,
            const ZhihuiRanking *ranking,
            gint64               holds_at,
            const char          *rule_version,
            ZhihuiZone          *zone)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (metric);
  GArray                   *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  ZhihuiBasis               basis = ranking != NULL ? ranking->basis : traits->basis;

  g_array_set_clear_func (lines, clear_line);
  if (!traits->is_count)
    add_line (lines, _ ("Numerator"), g_strdup (_ (traits->numerator)));
  add_line (lines,
            traits->is_count ? _ ("Counted") : _ ("Denominator"),
            g_strdup (_ (traits->denominator)));
  add_line (lines, _ ("Belongs to the period"), g_strdup (zhihui_basis_get_words (basis)));
  if (traits->is_share)
    add_line (
      lines,
      _ ("Interval"),
      g_strdup (_ ("95%, after Wilson: what the rate may be behind the chance of few cases")));
  if (ranking != NULL && zone != NULL)
    add_present (lines, ranking, holds_at, zone);
  add_line (lines,
            _ ("Rules"),
            g_strdup (rule_version != NULL && *rule_version != '\0'
                        ? rule_version
                        : zhihui_metric_get_rule_version ()));
  return lines;
}

/**
 * zhihui_figure_definition_write:
 * @ranking: (nullable): of which the figure on the screen is
 * @holds_at: when the platform last said that @ranking still is so; 0 never
 * @rule_version: (nullable): of the platform; %NULL: of this program
 * @zone: (nullable): of the deployment
 *
 * Returns: (transfer full): the definition as text, a line for each part of it
 */
char *
zhihui_figure_definition_write (ZhihuiMetric         metric,
                                const ZhihuiRanking *ranking,
                                gint64               holds_at,
                                const char          *rule_version,
                                ZhihuiZone          *zone)
{
  g_autoptr (GArray) lines = make_lines (metric, ranking, holds_at, rule_version, zone);
  GString *text = g_string_new (_ (zhihui_metric_get_traits (metric)->title));

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      g_string_append_printf (text, "\n%s: %s", line->about, line->text);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
add_words (ZhihuiFigureDefinition *self, int column, int row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (column == 0)
    {
      gtk_widget_add_css_class (label, "dim-label");
    }
  else
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), WORDS_WIDTH);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    }
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

/* It may be read, and copied from, meanwhile: what says the same stays as it is. */
static void
set_words (ZhihuiFigureDefinition *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_grid_get_child_at (self->grid, column, row);

  if (label == NULL)
    label = add_words (self, column, row);
  if (!g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
fill (ZhihuiFigureDefinition *self)
{
  guint metric = gtk_drop_down_get_selected (self->choice);
  g_autoptr (GArray) lines = NULL;
  int n_lines = 0;

  if (metric < ZHIHUI_N_METRICS)
    {
      lines = make_lines (
        metric, self->rankings[metric], self->holds_at[metric], self->rule_version, self->zone);
      n_lines = (int) lines->len;
    }
  while (gtk_grid_get_child_at (self->grid, 0, n_lines) != NULL)
    gtk_grid_remove_row (self->grid, n_lines);
  for (int i = 0; i < n_lines; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      set_words (self, 0, i, line->about);
      set_words (self, 1, i, line->text);
    }
}

/* What is not seen is filled when it is opened. */
static void
refill (ZhihuiFigureDefinition *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

static void
zhihui_figure_definition_finalize (GObject *object)
{
  ZhihuiFigureDefinition *self = ZHIHUI_FIGURE_DEFINITION (object);

  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    g_clear_pointer (&self->rankings[i], zhihui_ranking_unref);
  g_free (self->rule_version);
  g_clear_pointer (&self->zone, zhihui_zone_unref);

  G_OBJECT_CLASS (zhihui_figure_definition_parent_class)->finalize (object);
}

static void
zhihui_figure_definition_class_init (ZhihuiFigureDefinitionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_figure_definition_finalize;
}

static void
zhihui_figure_definition_init (ZhihuiFigureDefinition *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < ZHIHUI_N_METRICS; i++)
    gtk_string_list_append (titles, _ (zhihui_metric_get_traits (i)->title));
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL));
  zhihui_control_names_tell_choice (self->choice, C_ ("choice", "Figure"));
  gtk_widget_set_halign (GTK_WIDGET (self->choice), GTK_ALIGN_START);
  g_signal_connect_object (
    self->choice, "notify::selected", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_grid_set_column_spacing (self->grid, 14);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  adw_bin_set_child (ADW_BIN (self), box);
  fill (self);
}

/**
 * zhihui_figure_definition_set_rules:
 * @rule_version: (nullable): of the platform
 * @zone: (nullable): of the deployment
 */
void
zhihui_figure_definition_set_rules (ZhihuiFigureDefinition *self,
                                    const char             *rule_version,
                                    ZhihuiZone             *zone)
{
  g_return_if_fail (ZHIHUI_IS_FIGURE_DEFINITION (self));

  if (self->zone == zone && g_strcmp0 (self->rule_version, rule_version) == 0)
    return;
  g_free (self->rule_version);
  self->rule_version = g_strdup (rule_version);
  if (zone != NULL)
    zhihui_zone_ref (zone);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->zone = zone;
  refill (self);
}

/**
 * zhihui_figure_definition_set_ranking:
 * @ranking: (nullable): of which the figures of @metric on the screen are from now on
 * @holds_at: when the platform last said that it still is so; 0 never
 */
void
zhihui_figure_definition_set_ranking (ZhihuiFigureDefinition *self,
                                      ZhihuiMetric            metric,
                                      ZhihuiRanking          *ranking,
                                      gint64                  holds_at)
{
  g_return_if_fail (ZHIHUI_IS_FIGURE_DEFINITION (self) && metric < ZHIHUI_N_METRICS);

  if (self->rankings[metric] == ranking && self->holds_at[metric] == holds_at)
    return;
  if (ranking != NULL)
    zhihui_ranking_ref (ranking);
  g_clear_pointer (&self->rankings[metric], zhihui_ranking_unref);
  self->rankings[metric] = ranking;
  self->holds_at[metric] = holds_at;
  refill (self);
}

/**
 * zhihui_figure_definition_show:
 * @metric: whose definition is seen; a person may choose another
 */
void
zhihui_figure_definition_show (ZhihuiFigureDefinition *self, ZhihuiMetric metric)
{
  g_return_if_fail (ZHIHUI_IS_FIGURE_DEFINITION (self));

  if (gtk_drop_down_get_selected (self->choice) == metric)
    fill (self);
  else
    gtk_drop_down_set_selected (self->choice, metric);
}
