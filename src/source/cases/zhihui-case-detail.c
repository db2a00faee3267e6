/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-detail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-asking.h"
#include "zhihui-error.h"
#include "zhihui-wire.h"

#define PERIOD_US (15 * G_USEC_PER_SEC)
#define MAX_REASON_BYTES 600

/**
 * ZhihuiCaseDetail:
 *
 * One case with its events and what its unit waits for. The whole of it, with what is masked else,
 * is asked for with a reason and forgotten after some minutes, or with another case. "changed":
 * what the getters say is another.
 */
struct _ZhihuiCaseDetail
{
  GObject parent_instance;

  ZhihuiSource *source;            /* owned */
  char         *id;                /* owned, NULL: none */
  GCancellable *cancellable;       /* owned, NULL: the case is not on its way */
  GCancellable *whole_cancellable; /* owned, NULL: the whole is not on its way */
  gint64        due_us;

  ZhihuiDeskCase *one;                 /* owned, nullable */
  ZhihuiDeskCase *whole;               /* owned, nullable */
  gint64          whole_until_us;      /* monotonic */
  GPtrArray      *requests;            /* (element-type ZhihuiDeskRequest) owned, nullable */
  GError         *error, *whole_error; /* owned, nullable */
  gboolean        was_whole_error;     /* when the case was asked for last */
  gboolean        was_fresh;
};

G_DEFINE_FINAL_TYPE (ZhihuiCaseDetail, zhihui_case_detail, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (ZhihuiCaseDetail *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
give_up (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
forget (ZhihuiCaseDetail *self)
{
  give_up (&self->cancellable);
  give_up (&self->whole_cancellable);
  g_clear_pointer (&self->one, zhihui_desk_case_unref);
  g_clear_pointer (&self->whole, zhihui_desk_case_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->whole_error);
}

static void
zhihui_case_detail_dispose (GObject *object)
{
  ZhihuiCaseDetail *self = ZHIHUI_CASE_DETAIL (object);

  forget (self);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (zhihui_case_detail_parent_class)->dispose (object);
}

static void
zhihui_case_detail_class_init (ZhihuiCaseDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_case_detail_dispose;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_CASE_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_case_detail_init (ZhihuiCaseDetail *self)
{
}

/* ---- what the unit waits for ---- */

static void
requests_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCaseDetail *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiDeskRequests) waiting = zhihui_asking_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (waiting == NULL) /* What was known stays: the case itself was told. */
    return;

  for (guint i = waiting->items->len; i-- > 0;)
    if (!g_str_equal (((ZhihuiDeskRequest *) waiting->items->pdata[i])->case_id, self->id))
      g_ptr_array_remove_index (waiting->items, i);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  self->requests = g_ptr_array_ref (waiting->items);
  emit_changed (self);
}

static void
ask_requests (ZhihuiCaseDetail *self)
{
  g_autofree char *unit = NULL, *path = NULL;

  if (self->one->work == NULL || zhihui_desk_case_is_closed (self->one))
    {
      g_clear_object (&self->cancellable);
      g_clear_pointer (&self->requests, g_ptr_array_unref);
      return;
    }

  unit = g_uri_escape_string (self->one->work->unit.id, NULL, FALSE);
  path = g_strdup_printf ("/requests?limit=500&unit=%s", unit);
  zhihui_asking_async (self->source,
                       path,
                       (ZhihuiDecodeFunc) zhihui_wire_decode_requests,
                       (GDestroyNotify) zhihui_desk_requests_unref,
                       self->cancellable,
                       requests_read_cb,
                       self);
}

/* ---- the case ---- */

/* The case of an answer that is about @id alone. */
static ZhihuiDeskCase *
pick_case (ZhihuiDeskCases *cases, const char *id, GError **error)
{
  for (guint i = 0; cases != NULL && i < cases->items->len; i++)
    if (g_str_equal (((ZhihuiDeskCase *) cases->items->pdata[i])->id, id))
      return zhihui_desk_case_ref (cases->items->pdata[i]);

  if (error != NULL && *error == NULL)
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("The platform does not know this case"));
  return NULL;
}

/* For good: what did not arrive is another matter as soon as the platform answers again. */
static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, ZHIHUI_ERROR, ZHIHUI_ERROR_REFUSED);
}

static void
case_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCaseDetail *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiDeskCases) cases = zhihui_asking_finish (result, &error);
  ZhihuiDeskCase *one;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  one = pick_case (cases, self->id, &error);
  g_clear_error (&self->error);
  if (one == NULL)
    {
      g_clear_object (&self->cancellable);
      self->error = g_steal_pointer (&error);
    }
  else
    {
      g_clear_pointer (&self->one, zhihui_desk_case_unref);
      self->one = one;
      if (self->was_whole_error && !is_refused (self->whole_error))
        g_clear_error (&self->whole_error);
      ask_requests (self);
    }
  emit_changed (self);
}

static char *
make_path (ZhihuiCaseDetail *self)
{
  g_autofree char *id = g_uri_escape_string (self->id, NULL, FALSE);

  return g_strconcat ("/cases/", id, NULL);
}

static void
ask_case (ZhihuiCaseDetail *self)
{
  g_autofree char *path = make_path (self);

  self->was_whole_error = self->whole_error != NULL;
  self->cancellable = g_cancellable_new ();
  zhihui_asking_async (self->source,
                       path,
                       (ZhihuiDecodeFunc) zhihui_wire_decode_cases,
                       (GDestroyNotify) zhihui_desk_cases_unref,
                       self->cancellable,
                       case_read_cb,
                       self);
}

/* ---- the whole of it ---- */

static void
whole_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCaseDetail *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiDeskCases) cases = zhihui_asking_finish (result, &error);
  ZhihuiDeskCase *whole;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->whole_cancellable);
  whole = pick_case (cases, self->id, &error);
  if (whole != NULL && whole->is_masked)
    {
      g_clear_pointer (&whole, zhihui_desk_case_unref);
      g_set_error_literal (&error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_REFUSED,
                           _ ("The platform told the masked form all the same"));
    }
  if (whole == NULL)
    {
      self->whole_error = g_steal_pointer (&error);
    }
  else
    {
      self->whole = whole;
      self->whole_until_us = g_get_monotonic_time () + ZHIHUI_CASE_WHOLE_US;
    }
  emit_changed (self);
}

/**
 * zhihui_case_detail_unmask:
 * @reason: why; the platform writes it down with time, token and case
 *
 * Asks for the whole of the case. What comes is kept in memory for some minutes.
 */
void
zhihui_case_detail_unmask (ZhihuiCaseDetail *self, const char *reason)
{
  g_autofree char *clean = NULL, *escaped = NULL, *base = NULL, *path = NULL;

  g_return_if_fail (ZHIHUI_IS_CASE_DETAIL (self) && self->id != NULL && reason != NULL);

  clean = g_strstrip (g_strdup (reason));
  if (strlen (clean) > MAX_REASON_BYTES)
    *g_utf8_find_prev_char (clean, clean + MAX_REASON_BYTES + 1) = '\0';
  escaped = g_uri_escape_string (clean, NULL, FALSE);
  base = make_path (self);
  path = g_strdup_printf ("%s?unmask=1&reason=%s", base, escaped);

  give_up (&self->whole_cancellable);
  g_clear_error (&self->whole_error);
  self->whole_cancellable = g_cancellable_new ();
  zhihui_asking_async (self->source,
                       path,
                       (ZhihuiDecodeFunc) zhihui_wire_decode_cases,
                       (GDestroyNotify) zhihui_desk_cases_unref,
                       self->whole_cancellable,
                       whole_read_cb,
                       self);
}

/**
 * zhihui_case_detail_forget_whole:
 *
 * What was unmasked is masked again, and what is on its way is dropped.
 */
void
zhihui_case_detail_forget_whole (ZhihuiCaseDetail *self)
{
  gboolean had = self->whole != NULL || self->whole_error != NULL;

  give_up (&self->whole_cancellable);
  g_clear_pointer (&self->whole, zhihui_desk_case_unref);
  g_clear_error (&self->whole_error);
  if (had)
    emit_changed (self);
}

/* ---- public ---- */

/**
 * zhihui_case_detail_new:
 * @source: whom to ask
 *
 * Returns: (transfer full): of no case
 */
ZhihuiCaseDetail *
zhihui_case_detail_new (ZhihuiSource *source)
{
  ZhihuiCaseDetail *self = g_object_new (ZHIHUI_TYPE_CASE_DETAIL, NULL);

  self->source = g_object_ref (source);
  return self;
}

/**
 * zhihui_case_detail_set_id:
 * @id: (nullable): "c-417"
 *
 * Forgets the case before, and asks for this one.
 */
void
zhihui_case_detail_set_id (ZhihuiCaseDetail *self, const char *id)
{
  g_return_if_fail (ZHIHUI_IS_CASE_DETAIL (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;

  forget (self);
  g_free (self->id);
  self->id = g_strdup (id);
  self->due_us = 0;
  if (id != NULL)
    ask_case (self);
  emit_changed (self);
}

const char *
zhihui_case_detail_get_id (ZhihuiCaseDetail *self)
{
  return self->id;
}

/**
 * zhihui_case_detail_refresh:
 *
 * Asks for the case again; where it is on its way already, as soon as that has come.
 */
void
zhihui_case_detail_refresh (ZhihuiCaseDetail *self)
{
  g_return_if_fail (ZHIHUI_IS_CASE_DETAIL (self));

  if (self->id == NULL)
    return;
  if (self->cancellable == NULL)
    ask_case (self);
  else
    self->due_us = 1;
}

/**
 * zhihui_case_detail_pass:
 * @now_us: monotonic clock
 * @is_fresh: the source answers
 *
 * To be called each second in which the case is seen: reads it again in its rhythm, or as soon as a
 * source answers again, and forgets the whole of it when its time is over.
 */
void
zhihui_case_detail_pass (ZhihuiCaseDetail *self, gint64 now_us, gboolean is_fresh)
{
  if (is_fresh && !self->was_fresh && self->error != NULL)
    self->due_us = 1;
  self->was_fresh = is_fresh;
  if (self->whole != NULL && now_us >= self->whole_until_us)
    zhihui_case_detail_forget_whole (self);
  if (self->due_us == 0)
    self->due_us = now_us + PERIOD_US;
  else if (now_us >= self->due_us && self->cancellable == NULL)
    {
      self->due_us = now_us + PERIOD_US;
      zhihui_case_detail_refresh (self);
    }
}

/**
 * zhihui_case_detail_get_case:
 *
 * Returns: (transfer none) (nullable): the case, masked
 */
ZhihuiDeskCase *
zhihui_case_detail_get_case (ZhihuiCaseDetail *self)
{
  return self->one;
}

/**
 * zhihui_case_detail_get_whole:
 *
 * Returns: (transfer none) (nullable): the same unmasked, where somebody gave a reason a moment ago
 */
ZhihuiDeskCase *
zhihui_case_detail_get_whole (ZhihuiCaseDetail *self)
{
  return self->whole;
}

/**
 * zhihui_case_detail_get_whole_left_s:
 *
 * Returns: how long the whole is still shown, seconds; 0 where it is not
 */
gint64
zhihui_case_detail_get_whole_left_s (ZhihuiCaseDetail *self, gint64 now_us)
{
  return self->whole != NULL ? MAX (self->whole_until_us - now_us, 0) / G_USEC_PER_SEC : 0;
}

/**
 * zhihui_case_detail_get_requests:
 *
 * Returns: (transfer none) (nullable) (element-type ZhihuiDeskRequest): what its unit waits for
 */
GPtrArray *
zhihui_case_detail_get_requests (ZhihuiCaseDetail *self)
{
  return self->requests;
}

/**
 * zhihui_case_detail_get_error:
 *
 * Returns: (transfer none) (nullable): why the case could not be read the last time
 */
const GError *
zhihui_case_detail_get_error (ZhihuiCaseDetail *self)
{
  return self->error;
}

/**
 * zhihui_case_detail_get_whole_error:
 *
 * Returns: (transfer none) (nullable): why the whole of it is not told
 */
const GError *
zhihui_case_detail_get_whole_error (ZhihuiCaseDetail *self)
{
  return self->whole_error;
}
