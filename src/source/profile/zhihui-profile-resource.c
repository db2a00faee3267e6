/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-profile-resource.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-kept-form.h"
#include "zhihui-profile-walk.h"

#define MOST_REFUSED 100 /* one row, or one of so many, may be left out: more is not the whole */

typedef struct
{
  ZhihuiResource            base;
  ZhihuiProfile            *profile;  /* owned */
  const ZhihuiProfileTable *table;    /* the profile's */
  GPtrArray                *wanted;   /* (element-type ZhihuiWantedBoard), owned */
  guint                     datasets; /* bits of those that are wanted */
  gboolean                  is_first; /* tells who answers, and what there is not */
} Resource;

static void
clear (ZhihuiResource *base)
{
  Resource *self = (Resource *) base;

  zhihui_profile_unref (self->profile);
  g_ptr_array_unref (self->wanted);
}

static gboolean
has_place_of (ZhihuiResource *base, ZhihuiResource *other)
{
  return g_str_equal (((Resource *) base)->table->name, ((Resource *) other)->table->name);
}

static gboolean
make_request (ZhihuiResource *base,
              const char     *address,
              const char     *token,
              const char     *cursor,
              ZhihuiRequest  *request)
{
  Resource *self = (Resource *) base;

  /* Work becomes overdue while nobody touches it: it is read and counted anew. A file is of the
   * moment at which it was changed, and so are its figures. */
  request->is_whole = base->is_counted && !g_str_has_prefix (address, "file://");
  return zhihui_profile_walk_request (self->profile, self->table, address, token, cursor, request);
}

/* ---- reading ---- */

static gint64
find_as_of (const Resource *self, const ZhihuiPage *page)
{
  const char *date =
    page->headers != NULL ? soup_message_headers_get_one (page->headers, "Date") : NULL;
  g_autoptr (GDateTime) date_time =
    date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  if (self->profile->as_of != ZHIHUI_NO_INSTANT)
    return self->profile->as_of;
  if (date_time != NULL)
    return g_date_time_to_unix (date_time);

  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
looks_like_html (const char *data, gsize size)
{
  static const char *const marks[] = { "<!doctype html", "<html" };

  while (size > 0 && g_ascii_isspace (*data))
    {
      data++;
      size--;
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size > strlen (marks[i]) && g_ascii_strncasecmp (data, marks[i], strlen (marks[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Some say with 200 that they have failed. */
static gboolean
check_answer (const ZhihuiPage *page, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (page->body, &size);
  const char *code = page->headers != NULL
                       ? soup_message_headers_get_one (page->headers, "X-ClickHouse-Exception-Code")
                       : NULL;

  if (data == NULL)
    data = ""; /* an empty body */

  if (looks_like_html (data, size))
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("A web page came instead of figures"));
  else if (code != NULL || g_strstr_len (data, (gssize) size, "DB::Exception: ") != NULL)
    g_set_error (error,
                 ZHIHUI_ERROR,
                 ZHIHUI_ERROR_MALFORMED,
                 _ ("the database answers with an error%s%s"),
                 code != NULL ? " " : "",
                 code != NULL ? code : "");
  else
    return TRUE;

  return FALSE;
}

/* An answer in UTF-8. */
static GBytes *
decode_body (const ZhihuiProfileTable *table, GBytes *body, GError **error)
{
  gsize            size, length;
  const char      *data = g_bytes_get_data (body, &size);
  g_autofree char *text = NULL;
  g_autoptr (GError) why = NULL;

  if (table->encoding == NULL || data == NULL)
    return g_bytes_ref (body);

  text = g_convert (data, (gssize) size, "UTF-8", table->encoding, NULL, &length, &why);
  if (text != NULL)
    return g_bytes_new_take (g_steal_pointer (&text), length);

  g_set_error (
    error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("it is not encoded in %s"), table->encoding);
  return NULL;
}

/* Broken rows of a table were read by nobody: they count as those that cannot be understood. */
static gboolean
count_broken_rows (ZhihuiRows *rows, ZhihuiFindings *findings, GError **error)
{
  guint       n_bad = zhihui_rows_get_n_bad (rows);
  gboolean    is_cut;
  const char *bad = zhihui_rows_get_bad (rows, &is_cut);

  if (is_cut)
    {
      g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, bad);
      return FALSE;
    }
  if (n_bad == 0)
    return TRUE;

  findings->n_refused += n_bad;
  if (findings->first_refusal == NULL)
    findings->first_refusal = g_strdup (bad);
  zhihui_findings_note (findings,
                        ngettext ("%u broken row of the table is left out",
                                  "%u broken rows of the table are left out",
                                  n_bad),
                        n_bad);
  return TRUE;
}

static gboolean
take_page (
  Resource *self, ZhihuiBundle *bundle, const ZhihuiPage *page, char **next, GError **error)
{
  g_autoptr (ZhihuiRows) rows = NULL;
  g_autoptr (GBytes) body = NULL;
  ZhihuiFindings *findings = &bundle->findings;
  guint64         before = findings->n_rows + findings->n_refused;
  guint64         repeated = findings->n_repeated;
  guint64         moved = findings->n_moved;
  ZhihuiPageCount count;

  if (!check_answer (page, error))
    return FALSE;

  body = decode_body (self->table, page->body, error);
  if (body == NULL)
    return FALSE;

  rows = zhihui_rows_new (
    self->table->format, body, self->table->rows, self->table->columns, ZHIHUI_MAX_FIELDS, error);
  if (rows == NULL)
    return FALSE;

  if (bundle->book != NULL)
    zhihui_case_book_read (bundle->book, rows, findings);
  else
    zhihui_table_book_read (bundle->table_book, rows, findings);
  if (!count_broken_rows (rows, findings, error))
    return FALSE;
  count.n_new = (gint64) (findings->n_rows + findings->n_refused - before);
  count.n_moved = (gint64) (findings->n_moved - moved);
  count.n_rows = count.n_new + (gint64) (findings->n_repeated - repeated);

  return page->headers == NULL ||
         zhihui_profile_walk_go_on (
           self->profile, self->table, bundle, page, rows, &count, next, error);
}

static gpointer
read_page (
  ZhihuiResource *base, gpointer figures, const ZhihuiPage *page, char **next, GError **error)
{
  Resource *self = (Resource *) base;
  g_autoptr (ZhihuiBundle) bundle = figures;

  if (bundle == NULL)
    {
      bundle = zhihui_bundle_new (find_as_of (self, page));
      if (self->table->kind == ZHIHUI_TABLE_CASES)
        bundle->book = zhihui_case_book_new (self->profile, self->table, bundle->as_of);
      else
        bundle->table_book = zhihui_table_book_new (self->profile, self->table, bundle->as_of);
    }

  return take_page (self, bundle, page, next, error) ? g_steal_pointer (&bundle) : NULL;
}

static ZhihuiOrder
find_order (const Resource *self)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      const ZhihuiWantedBoard *one = self->wanted->pdata[i];

      if (one->board == self->table->board)
        return one->order;
    }

  return ZHIHUI_ORDER_RAW;
}

static gpointer
finish (ZhihuiResource *base, gpointer figures, GError **error)
{
  Resource *self = (Resource *) base;
  g_autoptr (ZhihuiBundle) bundle = figures;
  const ZhihuiFindings *findings = &bundle->findings;

  if (findings->n_rows == 0 && findings->n_refused > 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("none of the rows can be understood: %s"),
                   findings->first_refusal);
      return NULL;
    }

  if (findings->n_refused > 1 &&
      findings->n_refused * MOST_REFUSED > findings->n_rows + findings->n_refused)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_MALFORMED,
                   _ ("%" PRIu64 " of %" PRIu64 " rows cannot be understood: %s"),
                   findings->n_refused,
                   findings->n_rows + findings->n_refused,
                   findings->first_refusal);
      return NULL;
    }

  if (bundle->book != NULL)
    {
      zhihui_case_book_settle (bundle->book, &bundle->findings);
      zhihui_case_figures_count (bundle, bundle->book, self->wanted);
    }
  else
    zhihui_table_book_finish (bundle->table_book, find_order (self), bundle);
  g_clear_pointer (&bundle->book, zhihui_case_book_free);
  g_clear_pointer (&bundle->table_book, zhihui_table_book_free);
  return g_steal_pointer (&bundle);
}

static gpointer
ref_figures (ZhihuiResource *base, gpointer figures)
{
  return zhihui_bundle_ref (figures);
}

static void
unref_figures (ZhihuiResource *base, gpointer figures)
{
  zhihui_bundle_unref (figures);
}

static GPtrArray *
keep (ZhihuiResource *base, gpointer figures)
{
  return zhihui_bundle_keep (figures, ((Resource *) base)->profile->time.zone);
}

static gpointer
restore (ZhihuiResource *base, GPtrArray *bodies, GError **error)
{
  return zhihui_bundle_restore (bodies, error);
}

static gint64
get_as_of (ZhihuiResource *base, gpointer figures)
{
  return ((ZhihuiBundle *) figures)->as_of;
}

static ZhihuiMeta *
get_meta (ZhihuiResource *base, gpointer figures)
{
  /* One of them knows the units best: the first. */
  return ((Resource *) base)->is_first ? ((ZhihuiBundle *) figures)->datasets[ZHIHUI_DATASET_META]
                                       : NULL;
}

/* ---- showing ---- */

/* Which kind of resource tells a dataset by itself. */
static gboolean
find_kind (ZhihuiDataset dataset, ZhihuiTableKind *kind)
{
  static const struct
  {
    ZhihuiDataset   dataset;
    ZhihuiTableKind kind;
  } places[] = {
    { ZHIHUI_DATASET_SUMMARY, ZHIHUI_TABLE_SUMMARY },
    { ZHIHUI_DATASET_CHANNELS, ZHIHUI_TABLE_CHANNELS },
    { ZHIHUI_DATASET_HOT_WORDS, ZHIHUI_TABLE_WORDS },
    { ZHIHUI_DATASET_ALERTS, ZHIHUI_TABLE_ALERTS },
    { ZHIHUI_DATASET_MEETINGS, ZHIHUI_TABLE_MEETINGS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].dataset == dataset)
      {
        *kind = places[i].kind;
        return TRUE;
      }

  return FALSE;
}

/* What another resource of the profile tells is its own. */
static gboolean
is_told_elsewhere (const Resource *self, ZhihuiDataset dataset)
{
  ZhihuiTableKind kind;

  return find_kind (dataset, &kind) && kind != self->table->kind &&
         zhihui_profile_find (self->profile, kind) != NULL;
}

static gboolean
is_told_here (const Resource *self, ZhihuiDataset dataset)
{
  ZhihuiTableKind kind;

  return self->is_first || (find_kind (dataset, &kind) && kind == self->table->kind);
}

static gboolean
is_board_told_elsewhere (const Resource *self, ZhihuiBoard board)
{
  for (guint i = 0; i < self->profile->tables->len; i++)
    {
      const ZhihuiProfileTable *table = self->profile->tables->pdata[i];

      if (table != self->table && table->kind == ZHIHUI_TABLE_BOARD && table->board == board)
        return TRUE;
    }

  return FALSE;
}

/* As if the platform had said that it does not count this. */
static ZhihuiReceipt
make_absent (const ZhihuiReceipt *receipt, const char *why)
{
  ZhihuiReceipt absent = *receipt;

  absent.http_status = ZHIHUI_STATUS_NOT_OFFERED;
  absent.has_data = FALSE;
  absent.failing_us = 0;
  absent.n_failures = 0;
  absent.refused = FALSE;
  absent.detail = (char *) why;
  return absent;
}

static void
put_absent (ZhihuiSituationBuilder *builder, ZhihuiDataset dataset, const ZhihuiReceipt *receipt)
{
  const ZhihuiReceipt absent = make_absent (receipt, _ ("The source does not tell this"));

  zhihui_situation_builder_set_receipt (builder, dataset, &absent);
}

static void
put_datasets (const Resource         *self,
              ZhihuiSituationBuilder *builder,
              const ZhihuiBundle     *bundle,
              const ZhihuiReceipt    *receipt)
{
  for (ZhihuiDataset i = 0; i < ZHIHUI_N_DATASETS; i++)
    {
      gpointer content = bundle != NULL ? bundle->datasets[i] : NULL;
      gboolean is_wanted =
        i == ZHIHUI_DATASET_META ? self->is_first : (self->datasets & (1u << i)) != 0;

      if (!is_wanted || is_told_elsewhere (self, i))
        continue;

      if (content != NULL)
        zhihui_situation_builder_set_dataset (builder, i, content);
      if (content != NULL || (bundle == NULL && is_told_here (self, i)))
        zhihui_situation_builder_set_receipt (builder, i, receipt);
      else if (self->is_first)
        put_absent (builder, i, receipt);
    }
}

/* Why the profile makes no such board, NULL: it does, or another of its resources does. */
static const char *
explain_missing_board (const Resource *self, ZhihuiBoard board)
{
  if (is_board_told_elsewhere (self, board))
    return NULL;
  if (self->table->kind == ZHIHUI_TABLE_CASES)
    return zhihui_case_figures_explain_missing (self->table, board);

  return self->table->kind == ZHIHUI_TABLE_BOARD && self->table->board == board
           ? NULL
           : _ ("The source does not tell this");
}

static void
put_absent_boards (const Resource         *self,
                   ZhihuiSituationBuilder *builder,
                   const ZhihuiMeta       *meta,
                   const ZhihuiReceipt    *receipt)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      const ZhihuiWantedBoard *wanted = self->wanted->pdata[i];
      const char              *why = explain_missing_board (self, wanted->board);
      const ZhihuiReceipt      absent = make_absent (receipt, why);

      for (guint j = 0; why != NULL && j < meta->peers->len; j++)
        zhihui_situation_builder_set_board_receipt (
          builder,
          &(ZhihuiBoardKey){
            wanted->board, ((ZhihuiPeer *) meta->peers->pdata[j])->id, wanted->way },
          &absent);
    }
}

/* A platform with boards of its own has each in one way, and that one says itself over what it is;
 * what is counted from cases is counted as it is wanted. */
static gboolean
is_wanted_so (const Resource *self, const ZhihuiWantedBoard *wanted, const ZhihuiRanking *ranking)
{
  if (self->table->kind == ZHIHUI_TABLE_BOARD)
    return TRUE;
  return g_strcmp0 (wanted->period, ranking->period) == 0 &&
         (wanted->order == ranking->order || !zhihui_metric_get_traits (ranking->metric)->is_share);
}

/* In each place that asks for it; where none does, in the usual one. */
static void
put_board (const Resource          *self,
           ZhihuiSituationBuilder  *builder,
           const ZhihuiBundleBoard *one,
           const ZhihuiReceipt     *receipt)
{
  ZhihuiBoardKey key = { one->board, one->ranking->peer, NULL };
  guint          n_put = 0;

  for (guint i = 0; i <= self->wanted->len; i++)
    {
      const ZhihuiWantedBoard *wanted = i < self->wanted->len ? self->wanted->pdata[i] : NULL;

      if (wanted != NULL ? wanted->board != one->board || !is_wanted_so (self, wanted, one->ranking)
                         : n_put > 0)
        continue;
      n_put++;
      key.way = wanted != NULL ? wanted->way : NULL;
      zhihui_situation_builder_set_board (builder, &key, one->ranking);
      zhihui_situation_builder_set_board_receipt (builder, &key, receipt);
    }
}

/* Without figures it is not known which peer groups there are: the boards are those of meta. */
static void
put_boards (const Resource         *self,
            ZhihuiSituationBuilder *builder,
            const ZhihuiBundle     *bundle,
            const ZhihuiReceipt    *receipt)
{
  for (guint i = 0; i < bundle->boards->len; i++)
    {
      const ZhihuiBundleBoard *one = bundle->boards->pdata[i];

      if (!is_board_told_elsewhere (self, one->board))
        put_board (self, builder, one, receipt);
    }

  if (self->is_first && bundle->datasets[ZHIHUI_DATASET_META] != NULL)
    put_absent_boards (self, builder, bundle->datasets[ZHIHUI_DATASET_META], receipt);
}

static void
put (ZhihuiResource         *base,
     ZhihuiSituationBuilder *builder,
     gpointer                figures,
     const ZhihuiReceipt    *receipt)
{
  const Resource *self = (Resource *) base;

  put_datasets (self, builder, figures, receipt);
  if (figures != NULL)
    put_boards (self, builder, figures, receipt);
  if (figures != NULL && self->is_first && self->profile->outlines != NULL)
    zhihui_situation_builder_set_boundary (builder, self->profile->outlines);
}

/* ---- telling what was found ---- */

static void
report (ZhihuiResource *base, gpointer figures, ZhihuiResourceReport *into)
{
  const Resource       *self = (Resource *) base;
  const ZhihuiFindings *findings = &((ZhihuiBundle *) figures)->findings;

  zhihui_findings_report (findings, self->table, into);
}

static const ZhihuiResourceClass profile_class = {
  .clear = clear,
  .has_place_of = has_place_of,
  .make_request = make_request,
  .read_page = read_page,
  .finish = finish,
  .ref_figures = ref_figures,
  .unref_figures = unref_figures,
  .keep = keep,
  .restore = restore,
  .get_as_of = get_as_of,
  .get_meta = get_meta,
  .put = put,
  .report = report,
};

/* Boards of other spans are other figures, and kept apart. */
static char *
make_path (const ZhihuiProfileTable *table, const GPtrArray *wanted)
{
  g_autoptr (GString) path = g_string_new (table->name);

  for (guint i = 0; i < wanted->len; i++)
    {
      const ZhihuiWantedBoard *one = wanted->pdata[i];

      g_string_append_printf (
        path, " %u:%s:%u", (guint) one->board, one->period, (guint) one->order);
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * zhihui_profile_resource_new:
 * @table: place in the tables of @profile
 * @wants: what is to be shown
 *
 * Returns: (transfer full): the resource
 */
ZhihuiResource *
zhihui_profile_resource_new (ZhihuiProfile *profile, guint table, const ZhihuiWants *wants)
{
  const ZhihuiProfileTable *one = profile->tables->pdata[table];
  GPtrArray                *wanted = zhihui_wanted_boards_new (wants);
  Resource                 *self = (Resource *) zhihui_resource_alloc (
    sizeof (Resource), &profile_class, make_path (one, wanted), g_strdup (one->name));

  self->profile = zhihui_profile_ref (profile);
  self->table = one;
  self->wanted = wanted;
  self->datasets = wants->datasets;
  self->is_first = table == 0;
  self->base.is_counted = one->kind == ZHIHUI_TABLE_CASES && profile->as_of == ZHIHUI_NO_INSTANT;
  self->base.period_s = one->period_s;
  self->base.max_pages = one->paging.max_pages + 1;
  for (ZhihuiDataset i = 0; i < ZHIHUI_N_DATASETS; i++)
    self->base.keeps_less |= (wants->datasets & (1u << i)) != 0 && zhihui_kept_form_is_cut (i);

  return &self->base;
}
