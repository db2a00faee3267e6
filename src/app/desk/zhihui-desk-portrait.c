/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-portrait.h"

#include "zhihui-desk-page.h"
#include "zhihui-desk-plan.h"
#include "zhihui-drop-search.h"
#include "zhihui-format.h"
#include "zhihui-period-choice.h"
#include "zhihui-portrait-view.h"
#include "zhihui-unit-reader.h"

#include <glib/gi18n-lib.h>

/* The whole portrait of a unit that is chosen here or that another page leads to. */
struct _ZhihuiDeskPortrait
{
  AdwBin parent_instance;

  ZhihuiDesk       *desk;      /* borrowed */
  ZhihuiUnitReader *reader;    /* owned, NULL before it is opened */
  ZhihuiUnits      *units;     /* owned, nullable: those that may be chosen */
  char             *wanted;    /* owned, nullable: id that was asked for */
  gboolean          choosing;  /* the list is being made: its signals mean nothing */
  gboolean          exporting; /* as soon as everything is read */

  /* template children */
  GtkStack           *stack; /* "unit", "none", "past" */
  AdwStatusPage      *past_page;
  GtkDropDown        *unit_choice;
  ZhihuiPeriodChoice *period_choice;
  GtkWidget          *review_button;
  ZhihuiPortraitView *view;
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskPortrait,
                               zhihui_desk_portrait,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

/* ---- which unit ---- */

static const ZhihuiUnit *
find_unit (ZhihuiDeskPortrait *self, const char *id, guint *place)
{
  for (guint i = 0; self->units != NULL && i < self->units->items->len; i++)
    {
      const ZhihuiUnit *unit = self->units->items->pdata[i];

      if (g_strcmp0 (unit->id, id) == 0)
        {
          *place = i;
          return unit;
        }
    }
  return NULL;
}

static gboolean
is_past (ZhihuiDeskPortrait *self)
{
  return self->desk != NULL && zhihui_desk_is_past (self->desk);
}

static void
show_review (ZhihuiDeskPortrait *self)
{
  g_autofree char *hindrance = zhihui_desk_plan_dup_hindrance (self->desk);

  gtk_widget_set_sensitive (self->review_button, self->wanted != NULL && hindrance == NULL);
  gtk_widget_set_tooltip_text (self->review_button, hindrance);
}

static void
show_unit (ZhihuiDeskPortrait *self)
{
  guint             place = GTK_INVALID_LIST_POSITION;
  const ZhihuiUnit *unit = find_unit (self, self->wanted, &place);

  self->choosing = TRUE;
  gtk_drop_down_set_selected (self->unit_choice, place);
  self->choosing = FALSE;
  if (!is_past (self))
    gtk_stack_set_visible_child_name (self->stack, self->wanted != NULL ? "unit" : "none");
  show_review (self);
  if (unit != NULL)
    zhihui_unit_reader_set_peer (self->reader, unit->peer);
  zhihui_unit_reader_set_unit (self->reader, self->wanted);
  zhihui_portrait_view_set_facts (self->view, zhihui_unit_reader_get_facts (self->reader));
}

static void
want_unit (ZhihuiDeskPortrait *self, const char *id)
{
  zhihui_desk_set_unit (self->desk, id);
  if (g_strcmp0 (self->wanted, id) == 0)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  show_unit (self);
}

static void
unit_chosen_cb (ZhihuiDeskPortrait *self)
{
  guint place = gtk_drop_down_get_selected (self->unit_choice);

  if (self->choosing || self->units == NULL || place >= self->units->items->len)
    return;
  want_unit (self, ((const ZhihuiUnit *) self->units->items->pdata[place])->id);
}

/* Names are the same from one answer to the next, until a unit comes or goes. */
static gboolean
are_same_units (ZhihuiUnits *a, ZhihuiUnits *b)
{
  if (a == NULL || b == NULL || a->items->len != b->items->len)
    return a == b;
  for (guint i = 0; i < a->items->len; i++)
    {
      const ZhihuiUnit *one = a->items->pdata[i], *other = b->items->pdata[i];

      if (!g_str_equal (one->id, other->id) || !g_str_equal (one->name, other->name))
        return FALSE;
    }
  return TRUE;
}

static void
take_units (ZhihuiDeskPortrait *self, ZhihuiUnits *units)
{
  g_autoptr (GtkStringList) names = NULL;

  if (units == NULL || are_same_units (self->units, units))
    return;
  g_clear_pointer (&self->units, zhihui_units_unref);
  self->units = zhihui_units_ref (units);
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < units->items->len; i++)
    gtk_string_list_append (names, ((const ZhihuiUnit *) units->items->pdata[i])->name);
  self->choosing = TRUE;
  gtk_drop_down_set_model (self->unit_choice, G_LIST_MODEL (names));
  zhihui_drop_search_widen (self->unit_choice);
  self->choosing = FALSE;
  show_unit (self);
}

/* Which days are meant is not known before the platform's today is, and with it they change. */
static void
follow_days (ZhihuiDeskPortrait *self)
{
  ZhihuiSituation *situation;
  ZhihuiWindow     window = { 0 };

  if (self->reader == NULL)
    return;
  situation = zhihui_desk_get_situation (self->desk);
  if (zhihui_situation_get_meta (situation) != NULL)
    zhihui_period_choice_set_now (self->period_choice,
                                  zhihui_situation_get_zone (situation),
                                  zhihui_situation_get_as_of (situation));
  zhihui_period_choice_get_window (self->period_choice, &window);
  zhihui_unit_reader_set_period (
    self->reader, zhihui_period_choice_get_period (self->period_choice), &window);
  zhihui_portrait_view_set_facts (self->view, zhihui_unit_reader_get_facts (self->reader));
}

/* ---- the past, which keeps boards alone ---- */

/* (nullable): where it stands in its own group */
static const ZhihuiScore *
find_score (ZhihuiDeskPortrait *self, ZhihuiBoard board, const ZhihuiRanking **ranking)
{
  ZhihuiSituation   *situation = zhihui_desk_get_situation (self->desk);
  ZhihuiMeta        *meta = zhihui_situation_get_meta (situation);
  const ZhihuiScore *score = NULL;

  for (guint i = 0; meta != NULL && score == NULL && i < meta->peers->len; i++)
    {
      *ranking = zhihui_situation_get_ranking (
        situation, board, ((const ZhihuiPeer *) meta->peers->pdata[i])->id);
      score = *ranking != NULL ? zhihui_ranking_find (*ranking, self->wanted) : NULL;
    }
  return score;
}

static void
add_figure (GString *words, const ZhihuiRanking *ranking, const ZhihuiScore *score)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);
  g_autofree char          *count = zhihui_format_count (score->n);
  g_autofree char          *rate = zhihui_format_rate (score->k, score->n);
  g_autofree char          *fraction = zhihui_format_fraction (score->k, score->n);

  g_string_append_printf (words, "\n%s ", _ (traits->title));
  if (traits->is_count)
    g_string_append (words, count);
  else
    g_string_append_printf (words, "%s (%s)", rate, fraction);
  if (score->rank > 0)
    {
      g_autofree char *rank = zhihui_format_count (score->rank);
      g_autofree char *ranked = zhihui_format_count (ranking->n_ranked);

      g_string_append_printf (words, " · %s / %s", rank, ranked);
    }
}

/* What the boards of then tell of the unit, instead of cards that say nothing a dozen times. */
static void
show_past (ZhihuiDeskPortrait *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *escaped = NULL;
  guint            place;

  gtk_stack_set_visible_child_name (self->stack, "past");
  gtk_widget_set_visible (GTK_WIDGET (self->unit_choice),
                          find_unit (self, self->wanted, &place) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->period_choice), FALSE);
  gtk_widget_set_visible (self->review_button, FALSE);
  for (ZhihuiBoard board = 0; self->wanted != NULL && board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = NULL;
      const ZhihuiScore   *score = find_score (self, board, &ranking);

      if (score == NULL)
        continue;
      if (words->len == 0)
        g_string_append (words, score->unit->name);
      add_figure (words, ranking, score);
    }
  escaped = g_markup_escape_text (words->str, -1);
  adw_status_page_set_description (self->past_page, escaped);
}

/* The group of the unit may be another than that of the boards. */
static void
rankings_clicked_cb (ZhihuiDeskPortrait *self)
{
  const ZhihuiRanking *ranking = NULL;
  const ZhihuiScore   *score =
    self->wanted != NULL ? find_score (self, ZHIHUI_BOARD_VOLUME, &ranking) : NULL;

  zhihui_desk_go (self->desk,
                  "rankings",
                  score != NULL ? g_variant_new_parsed (
                                    "{'peer': <%s>, 'unit': <%s>}", ranking->peer, self->wanted)
                                : NULL);
}

/* ---- where it leads ---- */

static void
go_to_cases (ZhihuiDeskPortrait *self, const char *name, const char *value)
{
  GVariantDict target;

  g_variant_dict_init (&target, NULL);
  if (!g_str_equal (name, "case"))
    g_variant_dict_insert (&target, "unit", "s", self->wanted);
  g_variant_dict_insert (&target, name, "s", value);
  zhihui_desk_go (self->desk, "cases", g_variant_dict_end (&target));
}

static void
case_activated_cb (ZhihuiDeskPortrait *self, const char *id)
{
  go_to_cases (self, "case", id);
}

static void
overdue_wanted_cb (ZhihuiDeskPortrait *self)
{
  go_to_cases (self, "list", "overdue");
}

static void
soon_wanted_cb (ZhihuiDeskPortrait *self)
{
  go_to_cases (self, "list", "soon");
}

static void
review_clicked_cb (ZhihuiDeskPortrait *self)
{
  guint             place;
  const ZhihuiUnit *unit = find_unit (self, self->wanted, &place);

  zhihui_unit_reader_plan_review (self->reader,
                                  self->desk,
                                  GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  unit != NULL ? unit->name : self->wanted);
}

/* ---- the page ---- */

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);

  self->desk = desk;
  self->reader = zhihui_unit_reader_new (zhihui_desk_get_source (desk));
  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_PORTRAIT);
  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_OVERDUE);
  zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_OPEN);
  for (guint i = 0; i < ZHIHUI_PORTRAIT_N_METRICS; i++)
    {
      ZhihuiMetric metric = zhihui_portrait_get_metric (i);

      zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_TREND + metric);
      zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_REGION + metric);
      zhihui_unit_reader_want (self->reader, ZHIHUI_FACT_BOARD + metric);
    }
  show_unit (self);
  zhihui_desk_settings_bind (
    zhihui_desk_get_settings (desk), "portrait", "period", G_OBJECT (self->period_choice), "state");
  follow_days (self);
}

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  wants->datasets |= 1u << ZHIHUI_DATASET_UNITS | 1u << ZHIHUI_DATASET_SUMMARY;
  if (!is_past (ZHIHUI_DESK_PORTRAIT (page)))
    return;
  /* Of whatever group the unit is. */
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      wants->rankings[board].board = board;
      wants->rankings[board].peer = "*";
    }
  wants->n_rankings = ZHIHUI_N_BOARDS;
}

/* (nullable): that stands first on the board which is read on every page, the worst on time */
static const char *
find_first (ZhihuiSituation *situation)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);
  const char *peer = meta->peers->len > 0 ? ((const ZhihuiPeer *) meta->peers->pdata[0])->id : NULL;
  ZhihuiRanking *board =
    peer != NULL ? zhihui_situation_get_ranking (situation, ZHIHUI_BOARD_OVERDUE, peer) : NULL;
  const ZhihuiScore *worst = NULL;

  for (guint i = 0; board != NULL && i < board->n_scores; i++)
    if (worst == NULL || board->scores[i].rank > worst->rank)
      worst = &board->scores[i];
  return worst != NULL ? worst->unit->id : NULL;
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);
  const char         *chosen = zhihui_desk_get_unit (self->desk);
  g_autofree char    *unit = g_strdup (chosen != NULL ? chosen : find_first (situation));

  follow_days (self);
  if (unit != NULL)
    want_unit (self, unit);
  take_units (self, zhihui_situation_get_units (situation));
  show_review (self);
  if (zhihui_situation_is_past (situation))
    show_past (self);
  else
    zhihui_portrait_view_show (self->view, situation);
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);

  zhihui_unit_reader_pass (self->reader, now_us);
  if (self->exporting && zhihui_unit_reader_is_settled (self->reader))
    {
      self->exporting = FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.export-pdf", NULL);
    }
}

static void
leave (ZhihuiDeskPage *page)
{
  ZHIHUI_DESK_PORTRAIT (page)->exporting = FALSE;
}

/* The unit stands on the boards of its peer group alone. */
static gboolean
add_export (ZhihuiDeskPage *page, ZhihuiDeskExport *export)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);
  guint               place;
  const ZhihuiUnit   *unit = find_unit (self, self->wanted, &place);
  g_autofree char    *name = NULL;

  if (self->wanted == NULL)
    return FALSE;
  name = g_strdup_printf (_ ("portrait-%s"), self->wanted);
  zhihui_desk_export_set_report (export, name, "portrait");
  export->unit = g_strdup (self->wanted);
  export->peer = unit != NULL ? g_strdup (unit->peer) : NULL;
  export->period = g_strdup (zhihui_period_choice_get_period (self->period_choice));
  zhihui_period_choice_get_window (self->period_choice, &export->terms.window);
  return TRUE;
}

static void
go (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);
  const char         *unit = NULL, *list = NULL, *period = NULL;

  /* The figures are those of the boards that one comes from. */
  if (g_variant_lookup (target, "period", "&s", &period))
    zhihui_period_choice_set_state (self->period_choice, period);
  if (g_variant_lookup (target, "unit", "&s", &unit))
    want_unit (self, unit);
  if (g_variant_lookup (target, "list", "&s", &list) && g_str_equal (list, "export"))
    self->exporting = TRUE;
}

static void
search (ZhihuiDeskPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ZHIHUI_DESK_PORTRAIT (page)->unit_choice));
}

static char *
describe (ZhihuiDeskPage *page)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);
  guint               place;
  const ZhihuiUnit   *unit = find_unit (self, self->wanted, &place);

  ZhihuiZone      *zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));
  ZhihuiUnitFacts *facts = zhihui_unit_reader_get_facts (self->reader);
  ZhihuiPortrait  *portrait =
    facts != NULL ? zhihui_unit_facts_get (facts, ZHIHUI_FACT_PORTRAIT) : NULL;
  g_autofree char *at = NULL;

  if (unit == NULL || portrait == NULL || zone == NULL)
    return unit != NULL ? g_strdup (unit->name) : NULL;
  at = zhihui_format_date_time (zone, portrait->stamp.as_of);
  /* Translators: unit, period, time that the figures are of */
  return g_strdup_printf (_ ("%1$s, %2$s, as of %3$s"),
                          unit->name,
                          zhihui_period_choice_get_label (self->period_choice),
                          at);
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  return GTK_WIDGET (ZHIHUI_DESK_PORTRAIT (page)->unit_choice);
}

static char *
name_subject (ZhihuiDeskPage *page)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (page);
  guint               place;
  const ZhihuiUnit   *unit = find_unit (self, self->wanted, &place);

  return unit != NULL ? g_strdup (unit->name) : NULL;
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->leave = leave;
  iface->go = go;
  iface->add_export = add_export;
  iface->search = search;
  iface->describe = describe;
  iface->find_place = find_place;
  iface->name_subject = name_subject;
}

static void
zhihui_desk_portrait_dispose (GObject *object)
{
  ZhihuiDeskPortrait *self = ZHIHUI_DESK_PORTRAIT (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->units, zhihui_units_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (zhihui_desk_portrait_parent_class)->dispose (object);
}

static void
zhihui_desk_portrait_class_init (ZhihuiDeskPortraitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_portrait_dispose;
  g_type_ensure (ZHIHUI_TYPE_PERIOD_CHOICE);
  g_type_ensure (ZHIHUI_TYPE_PORTRAIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-portrait.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskPortrait, child)
  BIND (stack);
  BIND (past_page);
  BIND (unit_choice);
  BIND (period_choice);
  BIND (review_button);
  BIND (view);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, unit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow_days);
  gtk_widget_class_bind_template_callback (widget_class, case_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, overdue_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, soon_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rankings_clicked_cb);
}

static void
zhihui_desk_portrait_init (ZhihuiDeskPortrait *self)
{
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->choosing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  zhihui_period_choice_set_usual (self->period_choice, _ ("Usual periods"));
  gtk_drop_down_set_expression (self->unit_choice, name);
  gtk_drop_down_set_enable_search (self->unit_choice, TRUE);
  gtk_expression_unref (name);
  self->choosing = FALSE;
}
