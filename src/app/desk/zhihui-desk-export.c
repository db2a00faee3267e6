/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-export.h"

#include "zhihui-report-parts.h"
#include "zhihui-report-reading.h"
#include "zhihui-report-shelf.h"

#include <glib/gi18n-lib.h>

#define PERIOD_S 60 /* of a board, as the platform's rhythm has it */

/**
 * zhihui_desk_export_new:
 * @source: (transfer none): what it is of, and who is told of it
 * @by: name of who exports it, "" not known
 * @watermark: (nullable): what lies under each page
 *
 * Returns: (transfer full): free with zhihui_desk_export_free()
 */
ZhihuiDeskExport *
zhihui_desk_export_new (ZhihuiSource *source, const char *by, const char *watermark)
{
  ZhihuiDeskExport *self = g_new0 (ZhihuiDeskExport, 1);

  self->situation = zhihui_situation_ref (zhihui_source_get_situation (source));
  self->source = g_object_ref (source);
  self->by = g_strdup (by);
  self->watermark = g_strdup (watermark);
  return self;
}

/**
 * zhihui_desk_export_copy:
 * @self: of boards, and not yet read
 *
 * Returns: (transfer full): the same report once more, of the same moment
 */
ZhihuiDeskExport *
zhihui_desk_export_copy (const ZhihuiDeskExport *self)
{
  ZhihuiDeskExport *copy = zhihui_desk_export_new (self->source, self->by, self->watermark);

  zhihui_situation_unref (copy->situation);
  copy->situation = zhihui_situation_ref (self->situation);
  zhihui_desk_export_set_report (copy, self->name, self->template);
  copy->peer = g_strdup (self->peer);
  copy->period = g_strdup (self->period);
  copy->order = self->order;
  copy->terms = self->terms;
  copy->scope = self->scope;
  return copy;
}

/**
 * zhihui_desk_export_free:
 * @self: (nullable) (transfer full): nothing of it is kept
 */
void
zhihui_desk_export_free (ZhihuiDeskExport *self)
{
  if (self == NULL)
    return;
  zhihui_situation_unref (self->situation);
  g_object_unref (self->source);
  g_free (self->by);
  g_free (self->watermark);
  g_free (self->name);
  g_free (self->template);
  g_free (self->peer);
  g_free (self->unit);
  g_free (self->period);
  g_free (self->before);
  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  zhihui_desk_export_forget_cases (self);
  g_clear_pointer (&self->layout, zhihui_report_template_unref);
  g_clear_pointer (&self->answers, zhihui_report_answers_unref);
  g_free (self);
}

/**
 * zhihui_desk_export_set_report:
 * @name: of the file, without its ending
 * @template: name of the template
 *
 * Which report it is; each page says it, and who wants another of the same.
 */
void
zhihui_desk_export_set_report (ZhihuiDeskExport *self, const char *name, const char *template)
{
  g_free (self->name);
  g_free (self->template);
  self->name = g_strdup (name);
  self->template = g_strdup (template);
}

/**
 * zhihui_desk_export_forget_cases:
 *
 * It is no list of cases: nothing of how one was asked for, as words somebody searched for, goes
 * with it.
 */
void
zhihui_desk_export_forget_cases (ZhihuiDeskExport *self)
{
  g_clear_pointer (&self->cases, zhihui_case_filter_free);
  g_clear_pointer (&self->listed, zhihui_desk_cases_unref);
  g_clear_pointer (&self->listed_order, g_free);
  g_clear_object (&self->list);
}

/**
 * zhihui_desk_export_set_choices:
 * @choices: of each of the boards, which are of the same days and units
 *
 * How the boards are counted that the page shows; the paper says it, and can be counted again so.
 */
void
zhihui_desk_export_set_choices (ZhihuiDeskExport *self, const ZhihuiBoardChoice *choices)
{
  const ZhihuiBoardChoice *volume = &choices[ZHIHUI_BOARD_VOLUME];

  self->peer = g_strdup (volume->peer);
  self->period = g_strdup (volume->period);
  self->order = volume->order;
  self->terms = (ZhihuiBoardTerms){ .window = volume->window,
                                    .tier = volume->tier,
                                    .min_n = volume->min_n,
                                    .min_answers = choices[ZHIHUI_BOARD_SATISFIED].min_n };
  /* Not every board has the time that was chosen. */
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (choices[board].has_basis)
      {
        self->terms.has_basis = TRUE;
        self->terms.basis = choices[board].basis;
      }
}

/**
 * zhihui_desk_export_make_title:
 *
 * Returns: (transfer full): what it shows, for the log
 */
char *
zhihui_desk_export_make_title (const ZhihuiDeskExport *self)
{
  return g_strjoin (" ", self->name, self->peer != NULL ? self->peer : self->unit, NULL);
}

/**
 * zhihui_desk_export_add_scope:
 * @note: (nullable): what else is to be known of what was written; "" nothing
 *
 * Returns: (transfer full): that, and how what was written is of other things than are seen
 */
char *
zhihui_desk_export_add_scope (const ZhihuiDeskExport *self, const char *note)
{
  if (self->scope == NULL)
    return g_strdup (note != NULL ? note : "");
  /* Translators: two sentences. */
  return note == NULL || *note == '\0' ? g_strdup (self->scope)
                                       : g_strdup_printf (_ ("%1$s. %2$s"), note, self->scope);
}

/**
 * zhihui_desk_export_fill_request:
 * @peers: (out caller-allocates): the only one, or none
 * @request: (out caller-allocates): borrows @self and @peers
 *
 * What the report is asked for with.
 */
void
zhihui_desk_export_fill_request (const ZhihuiDeskExport *self,
                                 const char             *peers[2],
                                 ZhihuiReportRequest    *request)
{
  peers[0] = self->peer;
  peers[1] = NULL;
  *request = (ZhihuiReportRequest){
    .situation = self->situation,
    .answers = self->answers,
    .template = self->layout,
    .peers = self->peer != NULL ? peers : NULL,
    .unit = self->unit,
    .period = self->period,
    .before = self->before,
    .terms = self->terms,
    .watermark = self->watermark,
    .is_map = self->is_map,
    .is_for_programs = self->is_for_programs,
    .maps = self->is_map ? 1u << self->board : 0,
    .mesh = self->mesh,
    .map_settings = self->map_settings,
    .cases = self->cases,
    .listed = self->listed,
    .listed_order = self->listed_order,
    .now_us = g_get_monotonic_time (),
  };
}

/* ---- what has to be read ---- */

static char *
name_board (ZhihuiBoard board, const char *peer)
{
  return g_strdup_printf ("situation/%u/%s", board, peer);
}

static const char *
get_period (const ZhihuiDeskExport *self, ZhihuiBoard board)
{
  return self->period != NULL ? self->period : zhihui_board_get_default_period (board);
}

/* Another page of the desk may have read it of other days. */
static gboolean
is_of_days (const ZhihuiDeskExport *self, ZhihuiBoard board, const ZhihuiRanking *known)
{
  const ZhihuiWindow *window = &self->terms.window;

  if (window->from < window->to)
    return known->window.from == window->from && known->window.to == window->to;
  return g_strcmp0 (known->period, get_period (self, board)) == 0;
}

static gboolean
is_missing (const ZhihuiDeskExport *self, ZhihuiBoard board, const char *peer)
{
  const ZhihuiRanking *known = zhihui_situation_get_ranking (self->situation, board, peer);

  return (self->peer == NULL || g_str_equal (self->peer, peer)) &&
         (known == NULL || !zhihui_ranking_is_whole (known) || !is_of_days (self, board, known)) &&
         zhihui_situation_get_ranking_receipt (self->situation, board, peer)->http_status !=
           ZHIHUI_STATUS_NOT_OFFERED;
}

typedef void (*BoardFunc) (ZhihuiDeskExport *self,
                           ZhihuiBoard       board,
                           const char       *peer,
                           gpointer          user_data);

/* Boards that the report needs and no page of the desk has asked for, or not for all of them. */
static void
visit_missing (ZhihuiDeskExport *self, guint boards, BoardFunc visit, gpointer user_data)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (self->situation);

  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const char *peer = ((const ZhihuiPeer *) meta->peers->pdata[i])->id;

        if ((boards & (1u << board)) != 0 && is_missing (self, board, peer))
          visit (self, board, peer, user_data);
      }
}

static void
want_board (ZhihuiDeskExport *self, ZhihuiBoard board, const char *peer, gpointer user_data)
{
  ZhihuiRegionPath *path = zhihui_situation_get_region_path (self->situation);
  g_autofree char  *name = name_board (board, peer);
  ZhihuiMetric      metric = zhihui_board_get_metric (board);

  zhihui_report_answers_want (
    self->answers,
    name,
    &(ZhihuiReportQuestion){ .kind = ZHIHUI_QUESTION_BOARD,
                             .metric = metric,
                             .peer = peer,
                             .region = path != NULL ? zhihui_region_path_get_code (path) : NULL,
                             .order = self->order,
                             .window = self->terms.window,
                             .tier = self->terms.tier,
                             .min_n = zhihui_board_terms_get_min_n (&self->terms, metric),
                             .has_basis = zhihui_board_terms_has_basis (&self->terms, metric),
                             .basis = self->terms.basis,
                             .period = get_period (self, board) });
}

static void
take_board (ZhihuiDeskExport *self, ZhihuiBoard board, const char *peer, gpointer user_data)
{
  ZhihuiSituationBuilder *builder = user_data;
  g_autofree char        *name = name_board (board, peer);
  ZhihuiRanking          *ranking = zhihui_report_answers_get (self->answers, name);
  ZhihuiReceipt           receipt = { .received_us = g_get_monotonic_time (),
                                      .period_s = PERIOD_S,
                                      .http_status = 200,
                                      .has_data = TRUE };

  if (ranking == NULL)
    return;
  zhihui_situation_builder_set_ranking (builder, board, peer, ranking);
  zhihui_situation_builder_set_ranking_receipt (builder, board, peer, &receipt);
}

static void
complete_situation (ZhihuiDeskExport *self, guint boards)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (self->situation);
  ZhihuiSituation        *whole;

  visit_missing (self, boards, take_board, builder);
  whole = zhihui_situation_builder_finish (builder);
  zhihui_situation_unref (self->situation);
  self->situation = whole;
}

/* ---- reading ---- */

typedef struct
{
  ZhihuiDeskExport *export; /* borrowed: it outlives the task */
  guint boards;
} Reading;

/* A list that was asked for stands as its table does. */
static void
arrange_cases (ZhihuiDeskExport *self)
{
  for (guint i = 0; self->list != NULL && i < zhihui_report_answers_get_n (self->answers); i++)
    {
      ZhihuiDeskCases *cases = zhihui_report_answers_get_answer (self->answers, i);

      if (zhihui_report_answers_get_question (self->answers, i)->kind != ZHIHUI_QUESTION_CASES ||
          cases == NULL)
        continue;
      g_free (self->listed_order);
      self->listed_order = zhihui_case_table_arrange (self->list, cases->items);
    }
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  GError  *error = NULL;

  if (!zhihui_report_reading_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  complete_situation (self->export, self->boards);
  arrange_cases (self->export);
  g_task_return_boolean (task, TRUE);
}

static void
template_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  ZhihuiDeskExport *export = self->export;
  GError             *error = NULL;
  ZhihuiReportNeeds   needs;
  ZhihuiReportRequest request;
  const char         *peers[2];

  export->layout = g_task_propagate_pointer (G_TASK (result), &error);
  if (export->layout == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  export->answers = zhihui_report_answers_new ();
  zhihui_desk_export_fill_request (export, peers, &request);
  zhihui_report_find_needs (&request, &needs);
  zhihui_report_ask (&request, export->answers);
  self->boards = needs.boards;
  visit_missing (export, needs.boards, want_board, NULL);
  zhihui_report_reading_async (
    export->source, export->answers, g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

/* The operator's own templates stand in a folder. */
static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (ZhihuiReportShelf) shelf = zhihui_report_shelf_new_of_user ();
  GError *error = NULL;
  ZhihuiReportTemplate *template = zhihui_report_shelf_find (shelf, task_data, &error);

  if (template != NULL)
    g_task_return_pointer (
      task, zhihui_report_template_ref (template), (GDestroyNotify) zhihui_report_template_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_desk_export_read_async:
 * @self: outlives the reading
 * @cancellable: (nullable): ends it
 * @callback: called when everything was answered or failed
 * @user_data: for @callback
 *
 * Finds the template, and reads what its parts need besides what the page has.
 */
void
zhihui_desk_export_read_async (ZhihuiDeskExport   *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) finding = g_task_new (NULL, cancellable, template_cb, task);
  Reading *reading = g_new0 (Reading, 1);

  reading->export = self;
  g_task_set_source_tag (task, zhihui_desk_export_read_async);
  g_task_set_task_data (task, reading, g_free);
  g_task_set_task_data (finding, g_strdup (self->template), g_free);
  g_task_run_in_thread (finding, find_in_thread);
}

/**
 * zhihui_desk_export_read_finish:
 * @error: return location: there is no such template, or it is a wrong one
 *
 * Returns: whether the report can be made; what the source did not tell, its parts say
 */
gboolean
zhihui_desk_export_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
