/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-cases-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-memory.h"
#include "zhihui-case-words.h"
#include "zhihui-desk-fault.h"
#include "zhihui-desk-state.h"
#include "zhihui-format.h"
#include "zhihui-table-focus.h"

#define PATIENCE_MS 200 /* with an answer, before the list says that cases are being read */

/**
 * ZhihuiDeskCasesPage:
 *
 * The cases that pass a filter, and the way of the one that is chosen. While it is seen both are
 * read again, quietly; what was unmasked is masked when the page or the case is left.
 */
static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskCasesPage,
                               zhihui_desk_cases_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

gint64
zhihui_desk_cases_get_now (ZhihuiDeskCasesPage *self)
{
  return zhihui_situation_get_platform_now (zhihui_desk_get_situation (self->desk),
                                            g_get_monotonic_time ());
}

/* ---- the case ---- */

static gboolean
is_kept (ZhihuiDeskCasesPage *self, gint64 now_us)
{
  ZhihuiFreshness freshness =
    zhihui_situation_judge_source (zhihui_desk_get_situation (self->desk), now_us, NULL);

  return zhihui_state_is_kept (freshness.state);
}

/* What its user told of it and the platform does not have. */
static void
show_told (ZhihuiDeskCasesPage *self, gint64 now_us)
{
  gboolean         has_failed;
  g_autofree char *words = zhihui_desk_case_actions_dup_told (self->acts, now_us, &has_failed);

  zhihui_case_pane_set_told (self->pane, words, has_failed);
}

static void
show_detail (ZhihuiDeskCasesPage *self)
{
  gint64           now_us = g_get_monotonic_time ();
  g_autofree char *trouble = zhihui_desk_fault_describe_detail (self->detail);
  ZhihuiCaseView   view = {
      .one = zhihui_case_detail_get_case (self->detail),
      .whole = zhihui_case_detail_get_whole (self->detail),
      .whole_s = zhihui_case_detail_get_whole_left_s (self->detail, now_us),
      .requests = zhihui_case_detail_get_requests (self->detail),
      .trouble = trouble,
      .names = self->names,
      .zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk)),
      .now = zhihui_desk_cases_get_now (self),
      .is_kept = is_kept (self, now_us),
  };
  const char     *id = zhihui_case_detail_get_id (self->detail);
  ZhihuiDeskCase *row = zhihui_case_table_get_selected (self->table);

  /* Until the case comes with its events, what the list told of it is shown. */
  if (view.one == NULL && row != NULL && g_strcmp0 (row->id, id) == 0)
    view.one = row;
  zhihui_side_pane_set_filled (self->side, id != NULL);
  if (self->names == NULL)
    return;
  zhihui_case_pane_show (self->pane, &view);
  zhihui_desk_case_actions_set_case (
    self->acts,
    view.one != NULL ? view.one->id : NULL,
    view.one != NULL ? view.one->no : NULL,
    view.one != NULL && view.one->work != NULL ? view.one->work->unit.id : NULL);
  zhihui_desk_cases_enable_actions (self, view.one != NULL);
  show_told (self, now_us);
}

static void
selected_cb (ZhihuiDeskCasesPage *self)
{
  ZhihuiDeskCase *one = zhihui_case_table_get_selected (self->table);

  /* A case that left the list stays in view until another is chosen. */
  if (self->detail == NULL || one == NULL)
    return;
  zhihui_case_detail_set_id (self->detail, one->id);
}

static void
activated_cb (ZhihuiDeskCasesPage *self)
{
  zhihui_side_pane_open (self->side);
  gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

/* Who told something of the case sees it there without waiting for its rhythm. */
static void
errand_changed_cb (ZhihuiDeskCasesPage *self, ZhihuiDeskErrand *errand)
{
  const char      *id = zhihui_case_detail_get_id (self->detail);
  g_autofree char *subject = g_strconcat ("case:", id, NULL);

  show_told (self, g_get_monotonic_time ());
  if (id != NULL && zhihui_desk_errand_get_state (errand) == ZHIHUI_ERRAND_SENT &&
      g_str_equal (zhihui_desk_errand_get_subject (errand), subject))
    zhihui_case_detail_refresh (self->detail);
}

/* ---- the list ---- */

static void
show_foot (ZhihuiDeskCasesPage *self)
{
  gint64 n_hidden = zhihui_case_reader_get_n_restricted (self->reader);
  guint  n_rows = zhihui_case_reader_get_items (self->reader)->len;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = zhihui_format_count (n_rows);

  if (n_rows >= ZHIHUI_CASE_READER_MAX_ROWS)
    g_string_append_printf (text, _ ("The newest %s cases; for older ones ask for less."), count);
  else if (zhihui_case_reader_has_more (self->reader))
    g_string_append_printf (text, _ ("The newest %s cases; more come as you scroll."), count);
  else
    g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%s case.", "%s cases.", n_rows), count);
  if (zhihui_case_reader_has_more (self->reader) && zhihui_case_table_is_sorted (self->table))
    g_string_append_printf (text, "  %s", _ ("Sorted are those that are here."));
  if (n_hidden > 0)
    {
      g_autofree char *hidden = zhihui_format_count (n_hidden);

      g_string_append (text, "  ");
      g_string_append_printf (
        text, _ ("%s more are protected: only who may see whole cases sees them."), hidden);
    }
  if (zhihui_case_reader_get_error (self->reader) != NULL)
    g_string_append_printf (
      text,
      "  %s %s",
      _ ("Not read again since:"),
      zhihui_desk_fault_describe_cases (zhihui_case_reader_get_error (self->reader)));
  gtk_label_set_text (self->foot, text->str);
}

static void
see (ZhihuiDeskCasesPage *self, const char *seen)
{
  gtk_stack_set_visible_child_name (self->stack, seen);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), g_str_equal (seen, "list"));
}

static gboolean
waited_cb (gpointer user_data)
{
  ZhihuiDeskCasesPage *self = user_data;

  self->waiting_id = 0;
  zhihui_case_table_show_others (self->table, zhihui_case_reader_get_items (self->reader));
  see (self, "loading");
  return G_SOURCE_REMOVE;
}

/* Other cases are asked for. Most answers are there before anybody reads that they are waited for:
 * until then what is there stays, whose rows the answer takes. */
static void
wait_for_answer (ZhihuiDeskCasesPage *self)
{
  self->is_other = TRUE;
  if (self->waiting_id == 0)
    self->waiting_id = g_timeout_add (PATIENCE_MS, waited_cb, self);
}

static void
show_items (ZhihuiDeskCasesPage *self, GPtrArray *items)
{
  if (self->is_other)
    zhihui_case_table_show_others (self->table, items);
  else
    zhihui_case_table_show (self->table, items);
  self->is_other = FALSE;
}

static void
show_list (ZhihuiDeskCasesPage *self)
{
  const GError *error = zhihui_case_reader_get_error (self->reader);
  GPtrArray    *items = zhihui_case_reader_get_items (self->reader);
  gboolean      was_answered = zhihui_case_reader_was_answered (self->reader);

  if (!was_answered && error == NULL)
    {
      wait_for_answer (self);
      return;
    }
  g_clear_handle_id (&self->waiting_id, g_source_remove);
  show_items (self, items);
  see (self, !was_answered ? "trouble" : items->len == 0 ? "empty" : "list");
  gtk_widget_set_visible (
    self->all_button, !zhihui_case_filter_is_any (zhihui_case_reader_get_filter (self->reader)));
  if (error != NULL)
    zhihui_desk_fault_show_cases (
      self->trouble_page, error, zhihui_desk_get_situation (self->desk));
  show_foot (self);
  zhihui_desk_ask (self->desk); /* the title has the time */
  if (zhihui_case_table_get_selected (self->table) == NULL)
    zhihui_case_table_select (self->table, zhihui_case_detail_get_id (self->detail));
}

static void
wants_more_cb (ZhihuiDeskCasesPage *self)
{
  if (self->reader != NULL)
    zhihui_case_reader_read_on (self->reader);
}

/* Another order than the platform's is one of all, so all is read. */
static void
order_changed_cb (ZhihuiDeskCasesPage *self)
{
  if (self->reader == NULL)
    return;
  zhihui_case_reader_set_whole (self->reader, zhihui_case_table_is_sorted (self->table));
  show_foot (self);
}

/* The filter that is chosen, of the region that is chosen. */
static void
take_filter (ZhihuiDeskCasesPage *self)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (zhihui_desk_get_selection (self->desk));
  g_autoptr (ZhihuiCaseFilter) filter =
    zhihui_case_filter_copy (zhihui_case_filter_bar_get_filter (self->filter_bar));

  zhihui_case_filter_set (
    filter, ZHIHUI_CASE_FILTER_REGION, path != NULL ? zhihui_region_path_get_code (path) : NULL);
  gtk_widget_set_visible (self->region_button, path != NULL);
  if (path != NULL)
    adw_button_content_set_label (self->region_content, zhihui_region_path_get_name (path));
  zhihui_case_reader_set_filter (self->reader, filter);
}

static void
leave_region_cb (ZhihuiDeskCasesPage *self)
{
  zhihui_selection_set_path (zhihui_desk_get_selection (self->desk), NULL);
  take_filter (self);
}

static void
show_all_cb (ZhihuiDeskCasesPage *self)
{
  g_autoptr (ZhihuiCaseFilter) any = zhihui_case_filter_new ();

  zhihui_case_filter_bar_set_filter (self->filter_bar, any);
  take_filter (self);
}

static void
retry_cb (ZhihuiDeskCasesPage *self)
{
  zhihui_case_reader_refresh (self->reader);
}

static void
filter_changed_cb (ZhihuiDeskCasesPage *self)
{
  if (self->reader == NULL || self->names == NULL)
    return;
  zhihui_case_memory_keep (zhihui_desk_get_settings (self->desk),
                           zhihui_case_filter_bar_get_filter (self->filter_bar));
  take_filter (self);
}

/* ---- the page ---- */

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);
  g_autoptr (ZhihuiCaseFilter) remembered = zhihui_case_filter_new ();

  self->desk = desk;
  self->reader = zhihui_case_reader_new (zhihui_desk_get_source (desk));
  self->detail = zhihui_case_detail_new (zhihui_desk_get_source (desk));
  self->acts = zhihui_desk_case_actions_new (desk, GTK_WIDGET (self));
  zhihui_case_pane_add_button (self->pane, zhihui_desk_case_actions_make_button (self->acts));
  zhihui_side_pane_remember (self->side, zhihui_desk_get_settings (desk), "cases");
  zhihui_case_memory_recall (zhihui_desk_get_settings (desk), remembered);
  zhihui_case_filter_bar_set_filter (self->filter_bar, remembered);
  zhihui_sort_menu_remember (self->sort, zhihui_desk_get_settings (desk), "cases");
  g_signal_connect_object (
    self->reader, "changed", G_CALLBACK (show_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->detail, "changed", G_CALLBACK (show_detail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zhihui_desk_get_errands (desk),
                           "changed",
                           G_CALLBACK (errand_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  wants->datasets |= 1u << ZHIHUI_DATASET_UNITS | 1u << ZHIHUI_DATASET_CHANNELS |
                     1u << ZHIHUI_DATASET_REGIONS | 1u << ZHIHUI_DATASET_SUMMARY;
}

/* The list has a rhythm of its own. */
static char *
describe (ZhihuiDeskPage *page)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);
  ZhihuiZone          *zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));
  gint64               as_of = zhihui_case_reader_get_as_of (self->reader);
  g_autofree char     *time = zhihui_format_date_time (zone, as_of);

  return as_of == ZHIHUI_NO_INSTANT ? g_strdup ("") : g_strdup_printf (_ ("Cases as of %s"), time);
}

static void
take_names (ZhihuiDeskCasesPage *self, ZhihuiSituation *situation)
{
  ZhihuiSummary      *summary = zhihui_situation_get_summary (situation);
  const gconstpointer told[G_N_ELEMENTS (self->told)] = {
    zhihui_situation_get_units (situation),
    zhihui_situation_get_channels (situation),
    zhihui_situation_get_regions (situation),
    GUINT_TO_POINTER (summary != NULL ? summary->clocks->len + 1 : 0),
  };
  gboolean is_same = self->names != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      is_same = is_same && told[i] == self->told[i];
      self->told[i] = told[i];
    }
  if (is_same)
    return;

  g_clear_pointer (&self->names, zhihui_case_names_unref);
  self->names = zhihui_case_names_new (situation);
  zhihui_case_table_set_place (self->table, self->names, zhihui_situation_get_zone (situation));
  zhihui_case_filter_bar_set_names (self->filter_bar, self->names);
}

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);

  take_names (self, situation);
  zhihui_case_table_set_now (
    self->table, zhihui_desk_cases_get_now (self), is_kept (self, g_get_monotonic_time ()));
  zhihui_case_pane_set_may_unmask (self->pane, zhihui_desk_may (self->desk, "case:full"));
  take_filter (self);
  show_detail (self);
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);
  gboolean             is_old = is_kept (self, now_us);
  gboolean is_answering = zhihui_desk_state_is_answering (zhihui_desk_get_situation (self->desk));

  zhihui_case_reader_pass (self->reader, now_us, is_answering);
  zhihui_case_detail_pass (self->detail, now_us, is_answering);
  zhihui_case_table_set_now (self->table, zhihui_desk_cases_get_now (self), is_old);
  show_told (self, now_us);
  if (is_old)
    return;
  zhihui_case_pane_pass (self->pane,
                         zhihui_desk_cases_get_now (self),
                         zhihui_case_detail_get_whole_left_s (self->detail, now_us));
}

static void
leave (ZhihuiDeskPage *page)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);

  zhihui_case_detail_forget_whole (self->detail);
  zhihui_case_reader_rest (self->reader);
}

static void
search (ZhihuiDeskPage *page)
{
  zhihui_case_filter_bar_search (ZHIHUI_DESK_CASES_PAGE (page)->filter_bar);
}

static void
go (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();
  const char *unit = NULL, *list = NULL, *id = NULL, *words = NULL;

  if (target == NULL)
    return;

  g_variant_lookup (target, "unit", "&s", &unit);
  g_variant_lookup (target, "list", "&s", &list);
  g_variant_lookup (target, "case", "&s", &id);
  g_variant_lookup (target, "q", "&s", &words);
  if (unit != NULL || list != NULL || words != NULL)
    {
      zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_Q, words);
      zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_UNIT, unit);
      zhihui_case_filter_set_list (filter, list);
      zhihui_case_filter_bar_set_filter (self->filter_bar, filter);
      zhihui_case_detail_set_id (self->detail, NULL);
    }
  if (id != NULL)
    {
      zhihui_side_pane_open (self->side);
      zhihui_case_table_select (self->table, id);
      zhihui_case_detail_set_id (self->detail, id);
    }
}

static GActionGroup *
get_actions (ZhihuiDeskPage *page)
{
  return G_ACTION_GROUP (ZHIHUI_DESK_CASES_PAGE (page)->actions);
}

/**
 * zhihui_desk_cases_list_rows: (skip)
 *
 * Returns: (transfer full): the cases as they stand in the table; where more of them could be read,
 *   with a next page
 */
ZhihuiDeskCases *
zhihui_desk_cases_list_rows (ZhihuiDeskCasesPage *self)
{
  ZhihuiDeskCases *rows = zhihui_desk_cases_new ();

  rows->stamp.as_of = zhihui_case_reader_get_as_of (self->reader);
  rows->n_restricted = zhihui_case_reader_get_n_restricted (self->reader);
  rows->next = zhihui_case_reader_has_more (self->reader) ? g_strdup ("") : NULL;
  for (guint i = 0; i < zhihui_case_table_get_n_rows (self->table); i++)
    g_ptr_array_add (rows->items,
                     zhihui_desk_case_ref (zhihui_case_table_get_nth (self->table, i)));
  return rows;
}

static gboolean
add_export (ZhihuiDeskPage *page, ZhihuiDeskExport *export)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);

  export->cases = zhihui_case_filter_copy (zhihui_case_reader_get_filter (self->reader));
  /* Only the head of what is seen is read again and again: what lies behind it may be old. */
  if (zhihui_case_reader_is_of_one_moment (self->reader))
    {
      export->listed = zhihui_desk_cases_list_rows (self);
      export->listed_order = zhihui_sortable_dup_order (ZHIHUI_SORTABLE (self->table));
    }
  else
    export->list = g_object_ref (self->table);
  zhihui_desk_export_set_report (export, C_ ("file name", "cases"), "cases");
  return TRUE;
}

/* The case one is led to, else the list. */
static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (page);
  const char          *id = NULL;

  if (target != NULL && g_variant_lookup (target, "case", "&s", &id))
    return zhihui_case_pane_get_head (self->pane);
  return zhihui_table_focus_find_rows (GTK_WIDGET (self->table));
}

/* What is searched for may be a person's name. */
static char *
name_subject (ZhihuiDeskPage *page)
{
  const char *list = zhihui_case_filter_get_list (
    zhihui_case_reader_get_filter (ZHIHUI_DESK_CASES_PAGE (page)->reader));

  return list != NULL ? g_strdup (zhihui_case_list_get_label (list)) : NULL;
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->leave = leave;
  iface->search = search;
  iface->describe = describe;
  iface->go = go;
  iface->get_actions = get_actions;
  iface->add_export = add_export;
  iface->find_place = find_place;
  iface->name_subject = name_subject;
}

static void
zhihui_desk_cases_page_dispose (GObject *object)
{
  ZhihuiDeskCasesPage *self = ZHIHUI_DESK_CASES_PAGE (object);

  g_clear_handle_id (&self->waiting_id, g_source_remove);
  g_clear_object (&self->reader);
  g_clear_object (&self->detail);
  g_clear_object (&self->actions);
  g_clear_object (&self->acts);
  g_clear_object (&self->side);
  g_clear_object (&self->sort);
  g_clear_pointer (&self->names, zhihui_case_names_unref);
  G_OBJECT_CLASS (zhihui_desk_cases_page_parent_class)->dispose (object);
}

static void
zhihui_desk_cases_page_class_init (ZhihuiDeskCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_cases_page_dispose;
  g_type_ensure (ZHIHUI_TYPE_CASE_TABLE);
  g_type_ensure (ZHIHUI_TYPE_CASE_PANE);
  g_type_ensure (ZHIHUI_TYPE_CASE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-cases.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskCasesPage, child)
  BIND (flap);
  BIND (pane);
  BIND (filter_bar);
  BIND (region_button);
  BIND (region_content);
  BIND (sort_button);
  BIND (stack);
  BIND (table);
  BIND (empty_page);
  BIND (trouble_page);
  BIND (all_button);
  BIND (foot);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, wants_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_region_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
zhihui_desk_cases_page_init (ZhihuiDeskCasesPage *self)
{
  zhihui_desk_cases_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->side = zhihui_side_pane_new (self->flap);
  self->sort = zhihui_sort_menu_new (
    self->sort_button, G_ACTION_MAP (self->actions), ZHIHUI_SORTABLE (self->table));
}
