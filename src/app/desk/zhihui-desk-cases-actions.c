/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-cases-private.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-list.h"
#include "zhihui-copied-text.h"
#include "zhihui-format.h"
#include "zhihui-reason-dialog.h"

static void
copy (ZhihuiDeskCasesPage *self, const char *text, const char *told)
{
  zhihui_copied_text_put (GTK_WIDGET (self), text, NULL);
  zhihui_desk_tell (self->desk, told);
}

static ZhihuiDeskCase *
get_shown (ZhihuiDeskCasesPage *self)
{
  ZhihuiDeskCase *one = zhihui_case_detail_get_case (self->detail);

  return one != NULL ? one : zhihui_case_table_get_selected (self->table);
}

static void
copy_number_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskCase *one = get_shown (user_data);

  if (one != NULL)
    copy (user_data, one->no, _ ("The number is copied"));
}

/* The masked one: what was unmasked is to be looked at, not to be carried away. */
static void
copy_text_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskCasesPage *self = user_data;
  ZhihuiDeskCase      *one = get_shown (self);
  g_autofree char     *text = NULL;

  if (one == NULL)
    return;
  text = zhihui_case_make_text (one,
                                self->names,
                                zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk)),
                                zhihui_desk_cases_get_now (self));
  copy (self, text, _ ("The case is copied, masked"));
}

/* Of a list of which more can be read, what was read: the text says so, and so is the user told. */
static void
copy_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskCasesPage *self = user_data;
  g_autoptr (ZhihuiDeskCases) rows = zhihui_desk_cases_list_rows (self);
  g_autofree char       *order = zhihui_sortable_dup_order (ZHIHUI_SORTABLE (self->table));
  g_autofree char       *count = zhihui_format_count (rows->items->len);
  g_autofree char       *told = NULL, *text = NULL;
  ZhihuiCaseListQuestion question = {
    .cases = rows,
    .filter = zhihui_case_reader_get_filter (self->reader),
    .order = order,
    .names = self->names,
    .zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk)),
    .now = rows->stamp.as_of,
  };

  if (self->is_other || !zhihui_case_reader_was_answered (self->reader))
    zhihui_desk_tell (self->desk, _ ("The cases are still being read"));
  if (self->is_other || self->names == NULL || rows->items->len == 0)
    return;
  text = zhihui_case_list_make_text (&question);
  told = rows->next != NULL
           ? g_strdup_printf (_ ("%s cases are copied; the list has more: export it"), count)
           : g_strdup_printf (
               ngettext ("%s case is copied", "%s cases are copied", rows->items->len), count);
  copy (self, text, told);
}

static void
reason_given (const char *reason, gpointer user_data)
{
  zhihui_case_detail_unmask (ZHIHUI_DESK_CASES_PAGE (user_data)->detail, reason);
}

static void
unmask_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskCasesPage *self = user_data;
  ZhihuiDeskCase      *one = get_shown (self);
  GtkRoot             *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (one == NULL || !zhihui_desk_may (self->desk, "case:full"))
    return;
  gtk_window_present (GTK_WINDOW (
    zhihui_reason_dialog_new (GTK_WINDOW (root), one->no, reason_given, G_OBJECT (self))));
}

static void
mask_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zhihui_case_detail_forget_whole (ZHIHUI_DESK_CASES_PAGE (user_data)->detail);
}

static void
toggle_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zhihui_side_pane_toggle (ZHIHUI_DESK_CASES_PAGE (user_data)->side);
}

static void
enable (ZhihuiDeskCasesPage *self, const char *name, gboolean is_so)
{
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), is_so);
}

/**
 * zhihui_desk_cases_enable_actions: (skip)
 * @has_case: whether one is shown
 */
void
zhihui_desk_cases_enable_actions (ZhihuiDeskCasesPage *self, gboolean has_case)
{
  enable (self, "copy-number", has_case);
  enable (self, "copy-text", has_case);
  enable (self, "unmask", has_case && zhihui_desk_may (self->desk, "case:full"));
  enable (self, "mask", has_case);
}

/**
 * zhihui_desk_cases_add_actions: (skip)
 *
 * Makes "page.…".
 */
void
zhihui_desk_cases_add_actions (ZhihuiDeskCasesPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy-number", .activate = copy_number_cb },
    { .name = "copy-text", .activate = copy_text_cb },
    { .name = "copy-list", .activate = copy_list_cb },
    { .name = "unmask", .activate = unmask_cb },
    { .name = "mask", .activate = mask_cb },
    { .name = "toggle-pane", .activate = toggle_pane_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  zhihui_desk_cases_enable_actions (self, FALSE);
}
