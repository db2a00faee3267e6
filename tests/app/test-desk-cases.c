/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "database-query.h"
#include "desk-application.h"
#include "served-scenario.h"
#include "widget-search.h"
#include "zhihui-case-cell.h"
#include "zhihui-case-filter-bar.h"
#include "zhihui-case-pane.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-window.h"
#include "zhihui-wire-telling.h"

/* The page of cases as its user sees it, on a simulated place that the platform serves. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  ServedScenario scenario;
  ZhihuiSource  *source; /* owned */
  GtkWidget     *window; /* owned by the application */
  sqlite3       *sql;    /* owned */
} Fixture;

typedef gboolean (*Holds) (Fixture *self, gconstpointer data);

static void
await (Fixture *self, Holds holds, gconstpointer data, const char *what)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (!holds (self, data))
    {
      g_main_context_iteration (NULL, FALSE);
      if (g_get_monotonic_time () > until_us)
        g_error ("it never is so: %s", what);
    }
}

static gboolean
does_action (GtkWidget *widget, gconstpointer action)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
says_itself (GtkWidget *widget, gconstpointer text)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);

  return (GTK_IS_LABEL (widget) &&
          strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL) ||
         (tip != NULL && strstr (tip, text) != NULL);
}

/* Whether any label or tooltip, seen or not, says it. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  return widget_search_first (widget, says_itself, text) != NULL;
}

static ZhihuiCaseTable *
get_table (Fixture *self)
{
  return ZHIHUI_CASE_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE));
}

static gboolean
has_page (Fixture *self, gconstpointer data)
{
  return zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)) != NULL &&
         zhihui_source_is_settled (self->source);
}

static gboolean
has_rows (Fixture *self, gconstpointer data)
{
  return zhihui_case_table_get_n_rows (get_table (self)) > 0;
}

static void
go (Fixture *self, GVariant *target)
{
  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "cases", target);
}

static void
open_window (Fixture *self, const char *scope, int width)
{
  self->source = served_scenario_open (&self->scenario, scope);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  await (self, has_page, NULL, "the platform is read");
}

static void
close_window (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->source);
}

static void
set_up (Fixture *self, gconstpointer scope)
{
  served_scenario_start (&self->scenario, "zichuan", "4000");
  g_assert_cmpint (
    sqlite3_open_v2 (self->scenario.database, &self->sql, SQLITE_OPEN_READONLY, NULL),
    ==,
    SQLITE_OK);
  open_window (self, scope, 1440);
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  close_window (self);
  sqlite3_close (self->sql);
  served_scenario_stop (&self->scenario);
}

/* ---- */

static gboolean
is_of_unit_alone (Fixture *self, gconstpointer unit)
{
  ZhihuiCaseTable *table = get_table (self);
  guint            n = zhihui_case_table_get_n_rows (table);

  for (guint i = 0; i < n; i++)
    if (zhihui_case_table_get_nth (table, i)->work == NULL ||
        !g_str_equal (zhihui_case_table_get_nth (table, i)->work->unit.id, unit))
      return FALSE;
  return n > 0;
}

static void
a_target_is_a_filter (Fixture *self, gconstpointer scope)
{
  go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  await (self, is_of_unit_alone, "u003", "the cases are those of u003");
  go (self, g_variant_new_parsed ("{'unit': <'u005'>}"));
  await (self, is_of_unit_alone, "u005", "the cases are those of u005");
}

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

/* What one list was searched for is not brought back in another by Ctrl+Z. */
static void
a_search_is_not_undone_into_another_list (Fixture *self, gconstpointer scope)
{
  GtkWidget *entry;

  go (self, g_variant_new_parsed ("{'q': <'道路'>}"));
  await (self, has_rows, NULL, "there are cases");
  entry = widget_search_first (
    widget_search_type (self->window, ZHIHUI_TYPE_CASE_FILTER_BAR), is_search, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "道路");
  go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  await (self, is_of_unit_alone, "u003", "the cases are those of u003");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_widget_activate_action (widget_search_type (entry, GTK_TYPE_TEXT), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static gboolean
shows_case (Fixture *self, gconstpointer no)
{
  GtkWidget *pane = widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE);

  return says (pane, no) && says (pane, "办理经过") && says (pane, "受理中心");
}

static void
a_case_is_shown_wherever_it_is (Fixture *self, gconstpointer scope)
{
  g_autofree char *no =
    database_query (self->sql, "SELECT no FROM cases WHERE state = 7 ORDER BY id LIMIT 1", NULL);
  g_autofree char *id = database_query (
    self->sql, "SELECT 'c-' || id FROM cases WHERE state = 7 ORDER BY id LIMIT 1", NULL);
  GVariantDict target;

  /* An old one, which is on no page that was read. */
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "case", "s", id);
  go (self, g_variant_dict_end (&target));
  await (self, shows_case, no, "the case is shown with its events");
}

static void
a_row_that_is_chosen_shows_its_way_and_stays_chosen (Fixture *self, gconstpointer scope)
{
  ZhihuiCaseTable *table;
  g_autofree char *id = NULL, *no = NULL;

  go (self, NULL);
  await (self, has_rows, NULL, "there are cases");
  table = get_table (self);
  id = g_strdup (zhihui_case_table_get_nth (table, 3)->id);
  no = g_strdup (zhihui_case_table_get_nth (table, 3)->no);
  g_assert_true (zhihui_case_table_select (table, id));
  await (self, shows_case, no, "the case is shown");

  /* By another order all pages come; the same case stays chosen. */
  zhihui_case_table_sort (table, 0, FALSE);
  for (gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
       zhihui_case_table_get_n_rows (table) < 3000 && g_get_monotonic_time () < until_us;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (zhihui_case_table_get_n_rows (table), >=, 3000);
  g_assert_cmpstr (zhihui_case_table_get_selected (table)->id, ==, id);
  for (guint i = 1; i < zhihui_case_table_get_n_rows (table); i++)
    g_assert_cmpstr (
      zhihui_case_table_get_nth (table, i - 1)->no, <=, zhihui_case_table_get_nth (table, i)->no);
}

/* (transfer full): what the page gives to be written */
static ZhihuiDeskExport *
make_export (Fixture *self)
{
  ZhihuiDeskExport *export = zhihui_desk_export_new (self->source, "", NULL);

  g_assert_true (zhihui_desk_page_add_export (
    zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)), export));
  return export;
}

static gboolean
has_all_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskExport) export = make_export (self);

  return export->listed != NULL;
}

/* What is written is the list that is seen: its filter, its rows in their order; of a list of which
 * a part was read, the filter alone, by which all is asked for. */
static void
what_is_written_is_the_list_that_is_seen (Fixture *self, gconstpointer scope)
{
  ZhihuiCaseTable *table;
  g_autoptr (ZhihuiDeskExport) all = NULL;
  g_autoptr (ZhihuiDeskExport) own = NULL;

  go (self, NULL);
  await (self, has_rows, NULL, "there are cases");
  all = make_export (self);
  g_assert_null (all->listed);
  g_assert_cmpstr (all->template, ==, "cases");

  go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  await (self, is_of_unit_alone, "u003", "the cases are those of u003");
  table = get_table (self);
  zhihui_case_table_sort (table, ZHIHUI_CASE_CELL_NO, TRUE);
  await (self, has_all_rows, NULL, "all pages are read");
  own = make_export (self);
  g_assert_cmpstr (zhihui_case_filter_get (own->cases, ZHIHUI_CASE_FILTER_UNIT), ==, "u003");
  g_assert_cmpstr (own->listed_order, ==, "no desc");
  g_assert_cmpuint (own->listed->items->len, ==, zhihui_case_table_get_n_rows (table));
  g_assert_cmpuint (own->listed->items->len, >, 1);
  for (guint i = 1; i < own->listed->items->len; i++)
    g_assert_cmpstr (((ZhihuiDeskCase *) own->listed->items->pdata[i - 1])->no,
                     >,
                     ((ZhihuiDeskCase *) own->listed->items->pdata[i])->no);
  g_assert_null (own->listed->next);
  g_assert_cmpint (own->listed->stamp.as_of, !=, ZHIHUI_NO_INSTANT);
}

static gboolean
tells_time (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), "截至") != NULL;
}

static guint
count_times (GtkWidget *widget)
{
  guint n = tells_time (widget, NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_times (child);
  return n;
}

static gboolean
tells_its_time (Fixture *self, gconstpointer data)
{
  GtkWidget *label = widget_search_first (self->window, tells_time, NULL);

  return label != NULL && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), "工单截至 ");
}

/* The list is read by a rhythm of its own: of when it is stands once, and not beside the time of
 * other figures. */
static void
the_list_is_of_one_time (Fixture *self, gconstpointer scope)
{
  go (self, NULL);
  await (self, has_rows, NULL, "there are cases");
  await (self, tells_its_time, NULL, "the time of the list is told");
  g_assert_cmpuint (count_times (self->window), ==, 1);
}

static AdwFlap *
get_flap (Fixture *self)
{
  GtkWidget *pane = widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE);

  return ADW_FLAP (gtk_widget_get_ancestor (pane, ADW_TYPE_FLAP));
}

static gboolean
is_open (Fixture *self, gconstpointer data)
{
  return adw_flap_get_reveal_flap (get_flap (self));
}

static gboolean
is_closed (Fixture *self, gconstpointer data)
{
  return !is_open (self, data);
}

/* Until a case is chosen its pane has nothing to say, and the list has the room. */
static void
the_pane_opens_with_a_case_unless_it_was_closed (Fixture *self, gconstpointer scope)
{
  ZhihuiCaseTable *table;

  go (self, NULL);
  await (self, has_rows, NULL, "there are cases");
  table = get_table (self);
  g_assert_false (is_open (self, NULL));
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 1)->id);
  await (self, is_open, NULL, "the pane is open");
  go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  await (self, is_closed, NULL, "it closed when the case went");
  await (self, is_of_unit_alone, "u003", "the cases are those of u003");

  /* Who closed it does not want it with the next case either. */
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 0)->id);
  await (self, is_open, NULL, "the pane is open");
  g_assert_true (gtk_widget_activate_action (self->window, "page.toggle-pane", NULL));
  g_assert_false (is_open (self, NULL));
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 1)->id);
  await (self, shows_case, zhihui_case_table_get_nth (table, 1)->no, "the case is shown");
  g_assert_false (is_open (self, NULL));
}

/* A pane that is still moving is wider from frame to frame. */
static gboolean
is_whole (Fixture *self, gconstpointer data)
{
  GtkWidget      *pane = widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE);
  graphene_rect_t bounds;

  return adw_flap_get_reveal_progress (get_flap (self)) > 0.999 &&
         gtk_widget_compute_bounds (pane, self->window, &bounds) && bounds.size.width >= 240 &&
         bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (self->window);
}

/* The page comes to be with the case that is wanted, before it has a size. */
static void
read_first_case (Fixture *self)
{
  go (self, g_variant_new_parsed ("{'case': <'c-1'>}"));
  await (self, is_open, NULL, "the pane is open");
  await (self, is_whole, NULL, "the pane is in the window");
}

static void
a_case_that_is_wanted_first_is_read_in_any_window (Fixture *self, gconstpointer scope)
{
  read_first_case (self);
  close_window (self);
  open_window (self, scope, 700);
  read_first_case (self);
}

/* Bold, with its mark, and up to an hour with its seconds. */
static void
the_longest_clock_has_room (Fixture *self, gconstpointer scope)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("◆ 联系 超 38 分 38 秒"));
  int        width, column;

  gtk_widget_add_css_class (label, "zh-bad");
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  column = zhihui_case_cell_measure (ZHIHUI_CASE_CELL_CLOCK, "时限", self->window);
  g_assert_cmpint (width, >, 100);
  g_assert_cmpint (column, >=, width + 24); /* the theme's room beside what a cell shows */
  g_object_unref (label);
}

/* ---- what is masked ---- */

/* The first of the cases that is at a unit already. */
static ZhihuiDeskCase *
choose_case (Fixture *self)
{
  ZhihuiCaseTable *table;
  guint            i = 0;

  go (self, NULL);
  await (self, has_rows, NULL, "there are cases");
  table = get_table (self);
  while (zhihui_case_table_get_nth (table, i)->work == NULL)
    i++;
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, i)->id);
  return zhihui_case_table_get_selected (table);
}

static GtkWidget *
find_dialog (Fixture *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
says_name (Fixture *self, gconstpointer name)
{
  return says (widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE), name);
}

static gboolean
says_no_name (Fixture *self, gconstpointer name)
{
  return !says_name (self, name);
}

static void
give_reason (Fixture *self, const char *reason)
{
  static const char *const empty[] = { "    ", "回访", "1111", "　　　　" };
  GtkWidget               *dialog;

  g_assert_true (gtk_widget_activate_action (self->window, "page.unmask", NULL));
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "look"));
  g_assert_true (says (dialog, "至少 4 个字"));
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (widget_search_type (dialog, GTK_TYPE_ENTRY)), empty[i]);
      g_assert_false (
        adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "look"));
    }
  gtk_editable_set_text (GTK_EDITABLE (widget_search_type (dialog, GTK_TYPE_ENTRY)), reason);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "look"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "look");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
a_name_is_shown_with_a_reason_and_until_the_page_is_left (Fixture *self, gconstpointer scope)
{
  g_autofree char *no = g_strdup (choose_case (self)->no);
  g_autofree char *name = NULL, *phone = NULL, *logged = NULL;

  name = database_query (self->sql, "SELECT complainant FROM cases WHERE no = ?1", no);
  phone = database_query (self->sql, "SELECT phone FROM cases WHERE no = ?1", no);
  await (self, shows_case, no, "the case is shown");
  g_assert_false (says (self->window, name));
  g_assert_false (says (self->window, phone));
  g_assert_true (
    gtk_widget_get_visible (widget_search_first (self->window, does_action, "page.unmask")));

  give_reason (self, "核实情况");
  await (self, says_name, name, "the name is shown");
  g_assert_true (says (self->window, phone));
  g_assert_true (says (self->window, "记入审计"));
  logged =
    database_query (self->sql, "SELECT reason FROM audit WHERE action = 'case.unmasked'", NULL);
  g_assert_cmpstr (logged, ==, "核实情况");

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "rankings", NULL);
  await (self, says_no_name, name, "the name is gone");
  g_assert_false (says (self->window, phone));
}

static void
without_the_right_there_is_nothing_to_press (Fixture *self, gconstpointer scope)
{
  g_autofree char *no = g_strdup (choose_case (self)->no);
  g_autofree char *n = NULL;

  await (self, shows_case, no, "the case is shown");
  g_assert_false (
    gtk_widget_get_visible (widget_search_first (self->window, does_action, "page.unmask")));
  gtk_widget_activate_action (self->window, "page.unmask", NULL);
  g_assert_null (find_dialog (self));
  n = database_query (self->sql, "SELECT COUNT(*) FROM audit WHERE action = 'case.unmasked'", NULL);
  g_assert_cmpstr (n, ==, "0");
}

static gboolean
has_remark (Fixture *self, gconstpointer text)
{
  return says (self->window, text);
}

/* Long before the case is read again in its rhythm; also while it is seen whole. */
static void
what_was_told_is_seen_in_the_case_at_once (Fixture *self, gconstpointer scope)
{
  g_autofree char *id = database_query (
    self->sql, "SELECT 'c-' || id FROM cases WHERE state = 4 ORDER BY id DESC LIMIT 1", NULL);
  g_autofree char   *path = g_strdup_printf ("/cases/%s/events", id);
  g_autofree char   *subject = g_strconcat ("case:", id, NULL);
  ZhihuiDeskErrands *errands =
    zhihui_desk_get_errands (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window)));
  const ZhihuiCaseRemark remark = {
    .id = "5f0c7d1e", .name = "commented", .by = "李主任", .text = "三日内办结"
  };
  g_autofree char *body = zhihui_wire_encode_remark (&remark);
  g_autoptr (ZhihuiDeskErrand) errand = zhihui_desk_errand_new (subject, "x", path, NULL, body);
  gint64 told_us;

  go (self, g_variant_new_parsed ("{'case': <%s>}", id));
  await (self, has_remark, "办理经过", "the case is read");
  await (self, has_rows, NULL, "the list is read");
  told_us = g_get_monotonic_time ();
  zhihui_desk_errands_add (errands, errand, 0);
  zhihui_desk_errands_send_all (errands);
  await (self, has_remark, "三日内办结", "the remark is seen");
  g_assert_cmpint (g_get_monotonic_time () - told_us, <, 6 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, scope, func)                                                                     \
  g_test_add ("/desk-cases/" name, Fixture, scope, set_up, func, tear_down)
  ADD ("a-target-is-a-filter", "desk", a_target_is_a_filter);
  ADD (
    "a-search-is-not-undone-into-another-list", "desk", a_search_is_not_undone_into_another_list);
  ADD ("a-case-is-shown-wherever-it-is", "desk", a_case_is_shown_wherever_it_is);
  ADD ("a-row-that-is-chosen-shows-its-way-and-stays-chosen",
       "desk",
       a_row_that_is_chosen_shows_its_way_and_stays_chosen);
  ADD ("the-pane-opens-with-a-case-unless-it-was-closed",
       "desk",
       the_pane_opens_with_a_case_unless_it_was_closed);
  ADD ("a-case-that-is-wanted-first-is-read-in-any-window",
       "desk",
       a_case_that_is_wanted_first_is_read_in_any_window);
  ADD (
    "what-is-written-is-the-list-that-is-seen", "desk", what_is_written_is_the_list_that_is_seen);
  ADD ("the-longest-clock-has-room", "desk", the_longest_clock_has_room);
  ADD ("the-list-is-of-one-time", "desk", the_list_is_of_one_time);
  ADD ("a-name-is-shown-with-a-reason-and-until-the-page-is-left",
       "desk case:full",
       a_name_is_shown_with_a_reason_and_until_the_page_is_left);
  ADD ("without-the-right-there-is-nothing-to-press",
       "desk",
       without_the_right_there_is_nothing_to_press);
  ADD ("what-was-told-is-seen-in-the-case-at-once",
       "desk instruct",
       what_was_told_is_seen_in_the_case_at_once);
#undef ADD
  return g_test_run ();
}
