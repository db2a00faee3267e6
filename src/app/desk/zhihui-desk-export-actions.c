/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-export-actions.h"

#include "zhihui-desk-guard.h"
#include "zhihui-desk-handing.h"

#include <glib/gi18n-lib.h>

#define URI "zhihui-uri" /* of a toast: what it opens */
#define NOTICE "export-notice"

/**
 * zhihui_desk_export_make_watermark:
 * @preferences: (nullable): say whether there is one
 * @by: name of who exports it, "" not known
 *
 * As on the screen, by the time of the figures: equal figures give equal files.
 *
 * Returns: (transfer full) (nullable): what lies under each page; %NULL: nothing
 */
char *
zhihui_desk_export_make_watermark (ZhihuiPreferences *preferences,
                                   ZhihuiSituation   *situation,
                                   const char        *by)
{
  g_autofree char *words = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GDateTime) at = NULL;

  if (preferences == NULL ||
      !zhihui_preferences_get_boolean (preferences, ZHIHUI_PREFERENCE_WATERMARK))
    return NULL;
  words = zhihui_preferences_dup_string (preferences, ZHIHUI_PREFERENCE_WATERMARK_TEXT);
  made = zhihui_zone_format_rfc3339 (zhihui_situation_get_zone (situation),
                                     zhihui_situation_get_as_of (situation));
  at = g_date_time_new_from_iso8601 (made, NULL);
  return zhihui_desk_guard_write_watermark (
    words, *by != '\0' ? by : g_get_user_name (), g_get_host_name (), at);
}

/* What the page shows, or NULL: there is nothing to write now. */
static ZhihuiDeskExport *
make_export (ZhihuiDeskWindow *window)
{
  ZhihuiDesk      *desk = zhihui_desk_window_get_desk (window);
  ZhihuiDeskPage  *page = zhihui_desk_window_get_page (window);
  g_autofree char *watermark = NULL;
  g_autoptr (ZhihuiDeskExport) export = NULL;

  if (page == NULL)
    return NULL;
  watermark = zhihui_desk_export_make_watermark (zhihui_desk_get_preferences (desk),
                                                 zhihui_desk_get_situation (desk),
                                                 zhihui_desk_get_name (desk));
  export =
    zhihui_desk_export_new (zhihui_desk_get_source (desk), zhihui_desk_get_name (desk), watermark);
  if (!zhihui_desk_page_add_export (page, export))
    return NULL;
  return g_steal_pointer (&export);
}

static void
open_cb (AdwToast *toast, GtkWindow *window)
{
  gtk_show_uri (window, g_object_get_data (G_OBJECT (toast), URI), GDK_CURRENT_TIME);
}

static void
tell (GtkWindow *window, const char *text, const char *path)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  AdwToast *toast = zhihui_desk_window_tell (ZHIHUI_DESK_WINDOW (window), text);

  if (toast == NULL || file == NULL)
    return;
  g_object_set_data_full (G_OBJECT (toast), URI, g_file_get_uri (file), g_free);
  adw_toast_set_button_label (toast, C_ ("button", "Open"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), window, 0);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWindow *window = user_data;
  ZhihuiDeskExport *export = make_export (window);
  ZhihuiReportFormat format =
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (action), "zhihui-format"));

  if (export != NULL)
    zhihui_desk_export_ask (export, format, GTK_WINDOW (window), tell);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWindow *window = user_data;
  ZhihuiDeskExport *export = make_export (window);

  if (export != NULL)
    zhihui_desk_export_print (export, GTK_WINDOW (window), NULL, tell);
  else
    zhihui_desk_window_tell (window, _ ("There is nothing to print on this page"));
}

/* Of the cases of the unit that is chosen, or of all: what is filtered else is not asked. */
static void
notice_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWindow *window = user_data;
  ZhihuiDeskExport *export = make_export (window);

  if (export == NULL)
    return;
  if (export->cases != NULL)
    export->unit = g_strdup (zhihui_case_filter_get (export->cases, ZHIHUI_CASE_FILTER_UNIT));
  zhihui_desk_export_forget_cases (export);
  zhihui_desk_export_set_report (export, C_ ("file name", "overdue"), "overdue");
  zhihui_desk_export_ask (export, ZHIHUI_REPORT_PDF, GTK_WINDOW (window), tell);
}

static const char *const names[ZHIHUI_N_REPORT_FORMATS] = {
  [ZHIHUI_REPORT_PDF] = "export-pdf",   [ZHIHUI_REPORT_PNG] = "export-png",
  [ZHIHUI_REPORT_SVG] = "export-svg",   [ZHIHUI_REPORT_CSV] = "export-csv",
  [ZHIHUI_REPORT_XLSX] = "export-xlsx", [ZHIHUI_REPORT_JSON] = "export-json",
};

/**
 * zhihui_desk_export_actions_install:
 *
 * "win.export-pdf" … and "win.print": what the page shows, as a file or on paper.
 * "win.export-notice": beside a list of cases, which of them are overdue and due soon.
 */
void
zhihui_desk_export_actions_install (ZhihuiDeskWindow *window)
{
  const GActionEntry entries[] = { { .name = "print", .activate = print_cb },
                                   { .name = NOTICE, .activate = notice_cb } };

  for (guint format = 0; format < ZHIHUI_N_REPORT_FORMATS; format++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[format], NULL);

      g_object_set_data (G_OBJECT (action), "zhihui-format", GUINT_TO_POINTER (format));
      g_signal_connect (action, "activate", G_CALLBACK (export_cb), window);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/**
 * zhihui_desk_export_actions_judge:
 *
 * @button: writes the page
 * @kind: of the page
 *
 * Another page is seen: whether it can be written, and what that writes. Who presses the key to
 * print one that cannot is told so.
 */
void
zhihui_desk_export_actions_judge (ZhihuiDeskWindow         *window,
                                  AdwSplitButton           *button,
                                  const ZhihuiDeskPageKind *kind)
{
  ZhihuiDeskPage *page = zhihui_desk_window_get_page (window);
  gboolean        can = page != NULL && zhihui_desk_page_can_export (page);
  GActionMap     *map = G_ACTION_MAP (window);

  for (guint format = 0; format < ZHIHUI_N_REPORT_FORMATS; format++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, names[format])),
                                 can);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, NOTICE)),
                               can && kind->has_notice);
  gtk_widget_set_visible (GTK_WIDGET (button), can);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button),
                               kind->export_hint != NULL ? _ (kind->export_hint) : NULL);
}
