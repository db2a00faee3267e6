/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-reader.h"

#include "zhihui-asking.h"
#include "zhihui-wire.h"

#define FIRST_PAGE 100
#define LARGEST_PAGE 500
#define PERIOD_US (15 * G_USEC_PER_SEC)
#define LAST_PERIOD_US (5 * 60 * G_USEC_PER_SEC)

typedef enum
{
  READS_NOTHING,
  READS_FIRST,
  READS_MORE,
  READS_AGAIN, /* the head of what is known */
} Reads;

/**
 * ZhihuiCaseReader:
 *
 * The list of cases that pass a filter, newest first, read page by page as far as it is wanted. One
 * request is on its way at a time; with another filter it is given up, and an answer that comes all
 * the same is dropped. Nothing is written anywhere. "changed": what the getters say is another.
 */
struct _ZhihuiCaseReader
{
  GObject parent_instance;

  ZhihuiSource     *source;      /* owned */
  ZhihuiCaseFilter *filter;      /* owned, NULL before the first */
  GCancellable     *cancellable; /* owned, NULL when nothing is on its way */
  Reads             reads;
  gboolean          wants_more;   /* when what is on its way has come */
  gboolean          is_whole;     /* all pages are wanted */
  gboolean          is_broken;    /* the cursor is no longer taken */
  gboolean          was_answered; /* since the filter was set */
  gboolean          was_fresh;    /* the source, a moment ago */
  gint64            due_us, period_us;

  GPtrArray  *items; /* (element-type ZhihuiDeskCase) owned */
  GHashTable *known; /* owned: id, borrowed of the case → index + 1 */
  char       *next;  /* owned, nullable */
  gint64      n_restricted, as_of;
  GError     *error; /* owned, nullable: of the latest request */
};

G_DEFINE_FINAL_TYPE (ZhihuiCaseReader, zhihui_case_reader, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (ZhihuiCaseReader *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
give_up (ZhihuiCaseReader *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->reads = READS_NOTHING;
}

static void
zhihui_case_reader_dispose (GObject *object)
{
  ZhihuiCaseReader *self = ZHIHUI_CASE_READER (object);

  give_up (self);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (zhihui_case_reader_parent_class)->dispose (object);
}

static void
zhihui_case_reader_finalize (GObject *object)
{
  ZhihuiCaseReader *self = ZHIHUI_CASE_READER (object);

  zhihui_case_filter_free (self->filter);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->items);
  g_free (self->next);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (zhihui_case_reader_parent_class)->finalize (object);
}

static void
zhihui_case_reader_class_init (ZhihuiCaseReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_case_reader_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_case_reader_finalize;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_CASE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_desk_case_unref);
}

static void
zhihui_case_reader_init (ZhihuiCaseReader *self)
{
  self->items = new_items ();
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_restricted = -1;
  self->as_of = ZHIHUI_NO_INSTANT;
  self->period_us = PERIOD_US;
  self->was_fresh = TRUE;
}

/* ---- pages become one list ---- */

/* A case that is known is put in the place of what is known of it. Returns whether it is new. */
static gboolean
add_case (ZhihuiCaseReader *self, ZhihuiDeskCase *one)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, one->id));

  if (index == 0)
    {
      g_ptr_array_add (self->items, zhihui_desk_case_ref (one));
      g_hash_table_insert (self->known, one->id, GUINT_TO_POINTER (self->items->len));
      return TRUE;
    }

  g_hash_table_replace (self->known, one->id, GUINT_TO_POINTER (index));
  zhihui_desk_case_unref (self->items->pdata[index - 1]);
  self->items->pdata[index - 1] = zhihui_desk_case_ref (one);
  return FALSE;
}

static guint
add_page (ZhihuiCaseReader *self, ZhihuiDeskCases *page)
{
  guint n_new = 0;

  for (guint i = 0; i < page->items->len; i++)
    n_new += add_case (self, page->items->pdata[i]) ? 1 : 0;
  return n_new;
}

static void
set_next (ZhihuiCaseReader *self, const char *next)
{
  g_free (self->next);
  self->next = g_strdup (next);
  self->is_broken = FALSE;
}

/* The head of the list is @page; of what was known behind it all that is older stays. */
static void
take_head (ZhihuiCaseReader *self, ZhihuiDeskCases *page)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);
  gint64   oldest = G_MININT64;
  gboolean is_all = page->next == NULL || before->len <= page->items->len;

  self->items = new_items ();
  g_hash_table_remove_all (self->known);
  add_page (self, page);
  if (page->items->len > 0)
    oldest = ((ZhihuiDeskCase *) page->items->pdata[page->items->len - 1])->submitted_at;
  for (guint i = 0; !is_all && i < before->len; i++)
    {
      ZhihuiDeskCase *one = before->pdata[i];

      if (one->submitted_at <= oldest && !g_hash_table_contains (self->known, one->id))
        add_case (self, one);
    }
  if (is_all || self->is_broken)
    set_next (self, page->next);
}

/* Returns whether the page brought anything that was not known. */
static gboolean
take_page (ZhihuiCaseReader *self, ZhihuiDeskCases *page, Reads reads)
{
  guint n_new = 1;

  if (reads == READS_MORE)
    {
      n_new = add_page (self, page);
      set_next (self, page->next);
    }
  else
    {
      take_head (self, page);
    }
  if (page->n_restricted >= 0)
    self->n_restricted = page->n_restricted;
  self->as_of = page->stamp.as_of;
  self->was_answered = TRUE;
  return n_new > 0;
}

/* ---- asking ---- */

static void ask (ZhihuiCaseReader *self, Reads reads);

static void
ask_for_what_is_wanted (ZhihuiCaseReader *self)
{
  if (self->next == NULL || self->items->len >= ZHIHUI_CASE_READER_MAX_ROWS)
    self->wants_more = FALSE;
  else if (self->wants_more || self->is_whole)
    ask (self, READS_MORE);
}

static void
fail (ZhihuiCaseReader *self, Reads reads, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->wants_more = FALSE;
  self->period_us = MIN (self->period_us * 2, LAST_PERIOD_US);
  if (reads == READS_MORE)
    self->is_broken = TRUE;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiCaseReader *self = user_data; /* not touched when cancelled */
  GError           *error = NULL;
  g_autoptr (ZhihuiDeskCases) page = zhihui_asking_finish (result, &error);
  Reads reads;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  reads = self->reads;
  self->reads = READS_NOTHING;
  g_clear_object (&self->cancellable);
  self->due_us = 0;
  if (page == NULL)
    {
      fail (self, reads, error);
    }
  else
    {
      g_clear_error (&self->error);
      self->period_us = PERIOD_US;
      if (reads == READS_MORE)
        self->wants_more = !take_page (self, page, reads);
      else
        take_page (self, page, reads);
      ask_for_what_is_wanted (self);
    }
  emit_changed (self);
}

static void
ask (ZhihuiCaseReader *self, Reads reads)
{
  guint            limit = reads == READS_FIRST  ? FIRST_PAGE
                           : reads == READS_MORE ? LARGEST_PAGE
                                                 : CLAMP (self->items->len, FIRST_PAGE, LARGEST_PAGE);
  g_autofree char *path =
    zhihui_case_filter_make_path (self->filter, limit, reads == READS_MORE ? self->next : NULL);

  self->reads = reads;
  self->cancellable = g_cancellable_new ();
  zhihui_asking_async (self->source,
                       path,
                       (ZhihuiDecodeFunc) zhihui_wire_decode_cases,
                       (GDestroyNotify) zhihui_desk_cases_unref,
                       self->cancellable,
                       read_cb,
                       self);
}

/* ---- public ---- */

/**
 * zhihui_case_reader_new:
 * @source: whom to ask
 *
 * Returns: (transfer full): asks nothing before it has a filter
 */
ZhihuiCaseReader *
zhihui_case_reader_new (ZhihuiSource *source)
{
  ZhihuiCaseReader *self = g_object_new (ZHIHUI_TYPE_CASE_READER, NULL);

  self->source = g_object_ref (source);
  return self;
}

/**
 * zhihui_case_reader_set_filter:
 * @filter: copied
 *
 * Forgets what another filter let pass, and asks for the first page.
 */
void
zhihui_case_reader_set_filter (ZhihuiCaseReader *self, const ZhihuiCaseFilter *filter)
{
  g_return_if_fail (ZHIHUI_IS_CASE_READER (self) && filter != NULL);

  if (self->filter != NULL && zhihui_case_filter_equal (self->filter, filter))
    return;

  give_up (self);
  zhihui_case_filter_free (self->filter);
  self->filter = zhihui_case_filter_copy (filter);
  g_hash_table_remove_all (self->known);
  g_ptr_array_set_size (self->items, 0);
  set_next (self, NULL);
  g_clear_error (&self->error);
  self->n_restricted = -1;
  self->wants_more = self->was_answered = FALSE;
  self->period_us = PERIOD_US;
  ask (self, READS_FIRST);
  emit_changed (self);
}

const ZhihuiCaseFilter *
zhihui_case_reader_get_filter (ZhihuiCaseReader *self)
{
  return self->filter;
}

/**
 * zhihui_case_reader_read_on:
 *
 * Asks for the next page, if there is one and it is not on its way.
 */
void
zhihui_case_reader_read_on (ZhihuiCaseReader *self)
{
  g_return_if_fail (ZHIHUI_IS_CASE_READER (self));

  if (self->next == NULL || self->is_broken || self->reads == READS_MORE ||
      self->items->len >= ZHIHUI_CASE_READER_MAX_ROWS)
    return;
  self->wants_more = TRUE;
  if (self->reads == READS_NOTHING)
    ask_for_what_is_wanted (self);
}

/**
 * zhihui_case_reader_set_whole:
 * @is_whole: all pages are wanted, up to %ZHIHUI_CASE_READER_MAX_ROWS: for another order than
 * theirs
 */
void
zhihui_case_reader_set_whole (ZhihuiCaseReader *self, gboolean is_whole)
{
  self->is_whole = is_whole;
  if (is_whole && !self->is_broken && self->reads == READS_NOTHING)
    ask_for_what_is_wanted (self);
}

/**
 * zhihui_case_reader_refresh:
 *
 * Asks for the head of the list again; what is known stays until it is told otherwise.
 */
void
zhihui_case_reader_refresh (ZhihuiCaseReader *self)
{
  g_return_if_fail (ZHIHUI_IS_CASE_READER (self));

  if (self->filter != NULL && self->reads == READS_NOTHING)
    ask (self, self->was_answered ? READS_AGAIN : READS_FIRST);
}

/**
 * zhihui_case_reader_pass:
 * @now_us: monotonic clock
 * @is_fresh: whether the source tells what is so now
 *
 * To be called each second in which the list is seen: it is read again in its rhythm, after
 * failures less often, and at once when the source is fresh again.
 */
void
zhihui_case_reader_pass (ZhihuiCaseReader *self, gint64 now_us, gboolean is_fresh)
{
  if (is_fresh && !self->was_fresh && self->error != NULL)
    {
      self->period_us = PERIOD_US;
      self->due_us = now_us;
    }
  self->was_fresh = is_fresh;
  if (self->due_us == 0)
    self->due_us = now_us + self->period_us;
  else if (now_us >= self->due_us)
    {
      self->due_us = now_us + self->period_us;
      zhihui_case_reader_refresh (self);
    }
}

/**
 * zhihui_case_reader_rest:
 *
 * It is no longer seen: when it is seen again, it is read again at once.
 */
void
zhihui_case_reader_rest (ZhihuiCaseReader *self)
{
  self->due_us = 1;
}

/**
 * zhihui_case_reader_get_items:
 *
 * Returns: (transfer none) (element-type ZhihuiDeskCase): valid until "changed"
 */
GPtrArray *
zhihui_case_reader_get_items (ZhihuiCaseReader *self)
{
  return self->items;
}

gboolean
zhihui_case_reader_has_more (ZhihuiCaseReader *self)
{
  return self->next != NULL;
}

gboolean
zhihui_case_reader_is_reading (ZhihuiCaseReader *self)
{
  return self->reads == READS_FIRST || self->reads == READS_MORE;
}

gboolean
zhihui_case_reader_was_answered (ZhihuiCaseReader *self)
{
  return self->was_answered;
}

/**
 * zhihui_case_reader_get_n_restricted:
 *
 * Returns: how many pass the filter that this token is not shown; −1 not told
 */
gint64
zhihui_case_reader_get_n_restricted (ZhihuiCaseReader *self)
{
  return self->n_restricted;
}

/**
 * zhihui_case_reader_is_of_one_moment:
 *
 * Returns: whether all that pass the filter are here, and as they were at
 *   zhihui_case_reader_get_as_of(): of a longer list only the head is read again
 */
gboolean
zhihui_case_reader_is_of_one_moment (ZhihuiCaseReader *self)
{
  return self->was_answered && self->reads != READS_FIRST && self->next == NULL &&
         self->items->len <= LARGEST_PAGE;
}

gint64
zhihui_case_reader_get_as_of (ZhihuiCaseReader *self)
{
  return self->as_of;
}

/**
 * zhihui_case_reader_get_error:
 *
 * Returns: (transfer none) (nullable): why the latest request had no answer
 */
const GError *
zhihui_case_reader_get_error (ZhihuiCaseReader *self)
{
  return self->error;
}
