/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-compare-files.h"

#include "zhihui-desk-export-actions.h"
#include "zhihui-desk-export-log.h"
#include "zhihui-desk-handing.h"
#include "zhihui-notice.h"

#include <glib/gi18n-lib.h>

#define DESK_KEY "zhihui-desk"
#define CONTENT_KEY "zhihui-content"

/* What leaves a comparison. Ends with its window. */
typedef struct
{
  ZhihuiDesk         *desk;    /* owned */
  ZhihuiDeskExport   *choices; /* owned, nullable: of the page, when the window was opened */
  ZhihuiPeriodChoice *period;  /* borrowed of the window, NULL: two units are compared */
} Offer;

static void
offer_free (gpointer data, GClosure *closure)
{
  Offer *self = data;

  g_object_unref (self->desk);
  zhihui_desk_export_free (self->choices);
  g_free (self);
}

/* ---- the figures ---- */

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, ZhihuiCompareWindow *window)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  ZhihuiDesk *desk = g_object_get_data (G_OBJECT (window), DESK_KEY);
  GBytes     *content = g_object_get_data (G_OBJECT (dialog), CONTENT_KEY);

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    zhihui_desk_hand_over (desk,
                           file,
                           &(ZhihuiLeaving){ .kind = "csv",
                                             .title = C_ ("file name", "comparison"),
                                             .content = content,
                                             .by = zhihui_desk_get_name (desk),
                                             .n_rows = ZHIHUI_N_COMPARE_LINES });
  g_object_unref (dialog);
}

/* (transfer full): with a byte order mark, for spreadsheets */
static GBytes *
write_csv (Offer *self, ZhihuiDataTable *table)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");
  gsize    length;

  zhihui_data_table_append_csv (
    table, zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk)), csv);
  length = csv->len;
  return g_bytes_new_take (g_string_free (csv, FALSE), length);
}

static void
save_figures (Offer *self, ZhihuiCompareWindow *window)
{
  ZhihuiDataTable      *table = zhihui_compare_window_get_table (window);
  ZhihuiSituation      *situation = zhihui_desk_get_situation (self->desk);
  g_autofree char      *date = NULL;
  g_autofree char      *name = NULL;
  GtkFileChooserNative *dialog;

  if (table == NULL)
    return;
  date = zhihui_date_format (zhihui_zone_day_of (zhihui_situation_get_zone (situation),
                                                 zhihui_situation_get_as_of (situation)));
  name = g_strdup_printf ("%s-%s.csv", C_ ("file name", "comparison"), date);
  dialog = gtk_file_chooser_native_new (_ ("Save the Comparison"),
                                        GTK_WINDOW (window),
                                        GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _ ("_Save"),
                                        NULL);
  g_object_set_data_full (
    G_OBJECT (dialog), CONTENT_KEY, write_csv (self, table), (GDestroyNotify) g_bytes_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- the paper ---- */

static void
told (GtkWindow *window, const char *text, const char *path)
{
  zhihui_desk_tell (g_object_get_data (G_OBJECT (window), DESK_KEY), text);
}

/* (transfer full) (nullable): what @page is of now */
static ZhihuiDeskExport *
take_choices (ZhihuiDesk *desk, ZhihuiDeskPage *page)
{
  g_autofree char *watermark =
    zhihui_desk_export_make_watermark (zhihui_desk_get_preferences (desk),
                                       zhihui_desk_get_situation (desk),
                                       zhihui_desk_get_name (desk));
  g_autoptr (ZhihuiDeskExport) export =
    zhihui_desk_export_new (zhihui_desk_get_source (desk), zhihui_desk_get_name (desk), watermark);

  if (!zhihui_desk_page_add_export (page, export))
    return NULL;
  zhihui_desk_export_set_report (export, C_ ("file name", "comparison"), "comparison");
  export->scope = NULL;
  return g_steal_pointer (&export);
}

static void
write_paper (Offer *self, ZhihuiCompareWindow *window)
{
  ZhihuiWindow days;
  ZhihuiDeskExport *export;

  if (self->period == NULL || self->choices == NULL)
    return;
  if (zhihui_period_choice_get_window (self->period, &days))
    {
      zhihui_desk_tell (self->desk,
                        _ ("The paper compares with a period that has a name: choose one"));
      return;
    }
  export = zhihui_desk_export_copy (self->choices);
  export->before = g_strdup (zhihui_period_choice_get_period (self->period));
  zhihui_desk_export_ask (export, ZHIHUI_REPORT_PDF, GTK_WINDOW (window), told);
}

static void
asked_cb (ZhihuiCompareWindow *window, const char *what, Offer *self)
{
  if (g_str_equal (what, "csv"))
    save_figures (self, window);
  else if (g_str_equal (what, "pdf"))
    write_paper (self, window);
  else
    zhihui_desk_tell (self->desk, _ ("The comparison is copied"));
}

/**
 * zhihui_desk_compare_files_offer:
 * @page: whose boards are compared
 * @window: in which they are
 * @period: (nullable): in @window, the other period; %NULL where two units are compared, of which
 *   there is no paper
 *
 * Writes what is seen in @window as CSV, and the two periods of all units that the page has now as
 * PDF, when somebody asks for it there.
 */
void
zhihui_desk_compare_files_offer (ZhihuiDesk          *desk,
                                 ZhihuiDeskPage      *page,
                                 ZhihuiCompareWindow *window,
                                 ZhihuiPeriodChoice  *period)
{
  Offer *self = g_new0 (Offer, 1);

  self->desk = g_object_ref (desk);
  self->period = period;
  /* The page goes on to other days and units while the window shows those. */
  self->choices = period != NULL ? take_choices (desk, page) : NULL;
  g_object_set_data_full (G_OBJECT (window), DESK_KEY, g_object_ref (desk), g_object_unref);
  g_signal_connect_data (window, "asked", G_CALLBACK (asked_cb), self, offer_free, 0);
}
