/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cases-desk.h"
#include "database-query.h"
#include "desk-application.h"
#include "widget-search.h"
#include "zhihui-case-cell.h"
#include "zhihui-case-filter-bar.h"
#include "zhihui-case-pane.h"
#include "zhihui-case-table.h"
#include "zhihui-desk-window.h"
#include "zhihui-sortable.h"
#include "zhihui-wire-telling.h"

/* The page of cases as its user sees it, on a simulated place that the platform serves. */

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

/* ---- */

static void
a_target_is_a_filter (CasesDesk *self, gconstpointer scope)
{
  cases_desk_go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  cases_desk_await (self, cases_desk_is_of_unit_alone, "u003", "the cases are those of u003");
  cases_desk_go (self, g_variant_new_parsed ("{'unit': <'u005'>}"));
  cases_desk_await (self, cases_desk_is_of_unit_alone, "u005", "the cases are those of u005");
}

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

/* What one list was searched for is not brought back in another by Ctrl+Z. */
static void
a_search_is_not_undone_into_another_list (CasesDesk *self, gconstpointer scope)
{
  GtkWidget *entry;

  cases_desk_go (self, g_variant_new_parsed ("{'q': <'道路'>}"));
  cases_desk_await (self, cases_desk_has_rows, NULL, "there are cases");
  entry = widget_search_first (
    widget_search_type (self->window, ZHIHUI_TYPE_CASE_FILTER_BAR), is_search, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "道路");
  cases_desk_go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  cases_desk_await (self, cases_desk_is_of_unit_alone, "u003", "the cases are those of u003");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_widget_activate_action (widget_search_type (entry, GTK_TYPE_TEXT), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static gboolean
shows_case (CasesDesk *self, gconstpointer no)
{
  GtkWidget *pane = widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE);

  return says (pane, no) && says (pane, "办理经过") && says (pane, "受理中心");
}

static void
a_case_is_shown_wherever_it_is (CasesDesk *self, gconstpointer scope)
{
  g_autofree char *no =
    database_query (self->sql, "SELECT no FROM cases WHERE state = 7 ORDER BY id LIMIT 1", NULL);
  g_autofree char *id = database_query (
    self->sql, "SELECT 'c-' || id FROM cases WHERE state = 7 ORDER BY id LIMIT 1", NULL);
  GVariantDict target;

  /* An old one, which is on no page that was read. */
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "case", "s", id);
  cases_desk_go (self, g_variant_dict_end (&target));
  cases_desk_await (self, shows_case, no, "the case is shown with its events");
}

static void
a_row_that_is_chosen_shows_its_way_and_stays_chosen (CasesDesk *self, gconstpointer scope)
{
  ZhihuiCaseTable *table;
  g_autofree char *id = NULL, *no = NULL;

  cases_desk_go (self, NULL);
  cases_desk_await (self, cases_desk_has_rows, NULL, "there are cases");
  table = cases_desk_get_table (self);
  id = g_strdup (zhihui_case_table_get_nth (table, 3)->id);
  no = g_strdup (zhihui_case_table_get_nth (table, 3)->no);
  g_assert_true (zhihui_case_table_select (table, id));
  cases_desk_await (self, shows_case, no, "the case is shown");

  /* By another order all pages come; the same case stays chosen. */
  zhihui_case_table_sort (table, 0, FALSE);
  for (gint64 until_us = g_get_monotonic_time () + CASES_DESK_PATIENCE_US;
       zhihui_case_table_get_n_rows (table) < 3000 && g_get_monotonic_time () < until_us;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (zhihui_case_table_get_n_rows (table), >=, 3000);
  g_assert_cmpstr (zhihui_case_table_get_selected (table)->id, ==, id);
  for (guint i = 1; i < zhihui_case_table_get_n_rows (table); i++)
    g_assert_cmpstr (
      zhihui_case_table_get_nth (table, i - 1)->no, <=, zhihui_case_table_get_nth (table, i)->no);
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
tells_its_time (CasesDesk *self, gconstpointer data)
{
  GtkWidget *label = widget_search_first (self->window, tells_time, NULL);

  return label != NULL && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), "工单截至 ");
}

/* The list is read by a rhythm of its own: of when it is stands once, and not beside the time of
 * other figures. */
static void
the_list_is_of_one_time (CasesDesk *self, gconstpointer scope)
{
  cases_desk_go (self, NULL);
  cases_desk_await (self, cases_desk_has_rows, NULL, "there are cases");
  cases_desk_await (self, tells_its_time, NULL, "the time of the list is told");
  g_assert_cmpuint (count_times (self->window), ==, 1);
}

static AdwFlap *
get_flap (CasesDesk *self)
{
  GtkWidget *pane = widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE);

  return ADW_FLAP (gtk_widget_get_ancestor (pane, ADW_TYPE_FLAP));
}

static gboolean
is_open (CasesDesk *self, gconstpointer data)
{
  return adw_flap_get_reveal_flap (get_flap (self));
}

static gboolean
is_closed (CasesDesk *self, gconstpointer data)
{
  return !is_open (self, data);
}

/* Until a case is chosen its pane has nothing to say, and the list has the room. */
static void
the_pane_opens_with_a_case_unless_it_was_closed (CasesDesk *self, gconstpointer scope)
{
  ZhihuiCaseTable *table;

  cases_desk_go (self, NULL);
  cases_desk_await (self, cases_desk_has_rows, NULL, "there are cases");
  table = cases_desk_get_table (self);
  g_assert_false (is_open (self, NULL));
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 1)->id);
  cases_desk_await (self, is_open, NULL, "the pane is open");
  cases_desk_go (self, g_variant_new_parsed ("{'unit': <'u003'>}"));
  cases_desk_await (self, is_closed, NULL, "it closed when the case went");
  cases_desk_await (self, cases_desk_is_of_unit_alone, "u003", "the cases are those of u003");

  /* Who closed it does not want it with the next case either. */
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 0)->id);
  cases_desk_await (self, is_open, NULL, "the pane is open");
  g_assert_true (gtk_widget_activate_action (self->window, "page.toggle-pane", NULL));
  g_assert_false (is_open (self, NULL));
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 1)->id);
  cases_desk_await (
    self, shows_case, zhihui_case_table_get_nth (table, 1)->no, "the case is shown");
  g_assert_false (is_open (self, NULL));
}

/* A pane that is still moving is wider from frame to frame. */
static gboolean
is_whole (CasesDesk *self, gconstpointer data)
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
read_first_case (CasesDesk *self)
{
  cases_desk_go (self, g_variant_new_parsed ("{'case': <'c-1'>}"));
  cases_desk_await (self, is_open, NULL, "the pane is open");
  cases_desk_await (self, is_whole, NULL, "the pane is in the window");
}

static void
a_case_that_is_wanted_first_is_read_in_any_window (CasesDesk *self, gconstpointer scope)
{
  read_first_case (self);
  cases_desk_close_window (self);
  cases_desk_open_window (self, scope, 700);
  read_first_case (self);
}

/* Bold, with its mark, and up to an hour with its seconds. */
static void
the_longest_clock_has_room (CasesDesk *self, gconstpointer scope)
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
choose_case (CasesDesk *self)
{
  ZhihuiCaseTable *table;
  guint            i = 0;

  cases_desk_go (self, NULL);
  cases_desk_await (self, cases_desk_has_rows, NULL, "there are cases");
  table = cases_desk_get_table (self);
  while (zhihui_case_table_get_nth (table, i)->work == NULL)
    i++;
  zhihui_case_table_select (table, zhihui_case_table_get_nth (table, i)->id);
  return zhihui_case_table_get_selected (table);
}

static GtkWidget *
find_dialog (CasesDesk *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
says_name (CasesDesk *self, gconstpointer name)
{
  return says (widget_search_type (self->window, ZHIHUI_TYPE_CASE_PANE), name);
}

static gboolean
says_no_name (CasesDesk *self, gconstpointer name)
{
  return !says_name (self, name);
}

static void
give_reason (CasesDesk *self, const char *reason)
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
a_name_is_shown_with_a_reason_and_until_the_page_is_left (CasesDesk *self, gconstpointer scope)
{
  g_autofree char *no = g_strdup (choose_case (self)->no);
  g_autofree char *name = NULL, *phone = NULL, *logged = NULL;

  name = database_query (self->sql, "SELECT complainant FROM cases WHERE no = ?1", no);
  phone = database_query (self->sql, "SELECT phone FROM cases WHERE no = ?1", no);
  cases_desk_await (self, shows_case, no, "the case is shown");
  g_assert_false (says (self->window, name));
  g_assert_false (says (self->window, phone));
  g_assert_true (
    gtk_widget_get_visible (widget_search_first (self->window, does_action, "page.unmask")));

  give_reason (self, "核实情况");
  cases_desk_await (self, says_name, name, "the name is shown");
  g_assert_true (says (self->window, phone));
  g_assert_true (says (self->window, "记入审计"));
  logged =
    database_query (self->sql, "SELECT reason FROM audit WHERE action = 'case.unmasked'", NULL);
  g_assert_cmpstr (logged, ==, "核实情况");

  zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), "rankings", NULL);
  cases_desk_await (self, says_no_name, name, "the name is gone");
  g_assert_false (says (self->window, phone));
}

static void
without_the_right_there_is_nothing_to_press (CasesDesk *self, gconstpointer scope)
{
  g_autofree char *no = g_strdup (choose_case (self)->no);
  g_autofree char *n = NULL;

  cases_desk_await (self, shows_case, no, "the case is shown");
  g_assert_false (
    gtk_widget_get_visible (widget_search_first (self->window, does_action, "page.unmask")));
  gtk_widget_activate_action (self->window, "page.unmask", NULL);
  g_assert_null (find_dialog (self));
  n = database_query (self->sql, "SELECT COUNT(*) FROM audit WHERE action = 'case.unmasked'", NULL);
  g_assert_cmpstr (n, ==, "0");
}

static gboolean
has_remark (CasesDesk *self, gconstpointer text)
{
  return says (self->window, text);
}

/* Long before the case is read again in its rhythm; also while it is seen whole. */
static void
what_was_told_is_seen_in_the_case_at_once (CasesDesk *self, gconstpointer scope)
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

  cases_desk_go (self, g_variant_new_parsed ("{'case': <%s>}", id));
  cases_desk_await (self, has_remark, "办理经过", "the case is read");
  cases_desk_await (self, cases_desk_has_rows, NULL, "the list is read");
  told_us = g_get_monotonic_time ();
  zhihui_desk_errands_add (errands, errand, 0);
  zhihui_desk_errands_send_all (errands);
  cases_desk_await (self, has_remark, "三日内办结", "the remark is seen");
  g_assert_cmpint (g_get_monotonic_time () - told_us, <, 6 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, scope, func)                                                                     \
  g_test_add ("/desk-cases/" name, CasesDesk, scope, cases_desk_set_up, func, cases_desk_tear_down)
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
