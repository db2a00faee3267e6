/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-columns.h"

#include <math.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-interval.h"
#include "zhihui-wire.h"

/* On the wire numbers have six decimals: as integers they are exact. */
#define MILLIONTHS 1e6
#define NO_NUMBER G_MININT64
#define FRAME_MAX_BYTES (64 * 1024)

/* Where a number follows from others by a rule of the model, its difference from the rule is kept:
 * zeros. */
enum
{
  COLUMN_POSITION, /* in the list as it was sent: the ranked ones, then the others */
  COLUMN_RANK,     /* from the position */
  COLUMN_MARKS,
  COLUMN_TIER,
  COLUMN_N,
  COLUMN_K,
  COLUMN_EXTRA,
  COLUMN_OPEN_OVERDUE,
  COLUMN_LOW, /* from Wilson's interval */
  COLUMN_HIGH,
  COLUMN_SHRUNK,
  COLUMN_DELTA_VALUE, /* the value then */
  COLUMN_DELTA_RANK,  /* the rank then */
  COLUMN_YEAR_VALUE,
  COLUMN_YEAR_RANK,
  N_COLUMNS,
};

enum
{
  MARK_TIED = 1 << 0,
  MARK_DELTA = 1 << 1,
  MARK_DELTA_RANK = 1 << 2,
  MARK_YEAR = 1 << 3,
  MARK_YEAR_RANK = 1 << 4,
};
#define REASON_SHIFT 5
#define FLAG_SHIFT 7

/* ---- from a board ---- */

static gint64
to_integer (double number)
{
  return isfinite (number) ? (gint64) llround (number * MILLIONTHS) : NO_NUMBER;
}

static double
to_number (gint64 integer)
{
  return integer == NO_NUMBER ? NAN : (double) integer / MILLIONTHS;
}

static gint64
subtract (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a - (guint64) b);
}

static gint64
add (gint64 a, gint64 b)
{
  return (gint64) ((guint64) a + (guint64) b);
}

static gint64
predict_rank (const ZhihuiRanking *board, gint64 position)
{
  return board->direction == ZHIHUI_DIRECTION_WORST_FIRST ? (gint64) board->n_ranked - position
                                                          : position + 1;
}

static void
predict_interval (const ZhihuiRanking *board, const ZhihuiScore *score, gint64 *low, gint64 *high)
{
  double from = 0.0, to = 0.0;

  if (!zhihui_metric_get_traits (board->metric)->is_count && score->n > 0)
    zhihui_interval_wilson (score->k, score->n, ZHIHUI_Z95, &from, &to);
  *low = to_integer (from);
  *high = to_integer (to);
}

/* What a value is compared with, for rates; relative changes of counts stand as they are. */
static gint64
predict_change (const ZhihuiRanking *board, const ZhihuiScore *score)
{
  return zhihui_metric_get_traits (board->metric)->is_count || !isfinite (score->value)
           ? 0
           : to_integer (score->value);
}

static void
put_score (ZhihuiBoardColumns  *self,
           guint                row,
           const ZhihuiRanking *board,
           const ZhihuiScore   *score,
           gint64               position)
{
  gint64 numbers[N_COLUMNS] = {
    [COLUMN_POSITION] = position,
    [COLUMN_TIER] = score->tier,
    [COLUMN_N] = score->n,
    [COLUMN_K] = score->k,
    [COLUMN_EXTRA] = score->extra,
    [COLUMN_OPEN_OVERDUE] = score->open_overdue,
    [COLUMN_SHRUNK] = to_integer (score->shrunk),
  };
  gint64 low, high;

  numbers[COLUMN_RANK] =
    score->rank == 0 ? NO_NUMBER : subtract (score->rank, predict_rank (board, position));
  numbers[COLUMN_MARKS] =
    (score->tied ? MARK_TIED : 0) | (score->has_delta ? MARK_DELTA : 0) |
    (score->has_delta_rank ? MARK_DELTA_RANK : 0) | (score->year.has_value ? MARK_YEAR : 0) |
    (score->year.has_rank ? MARK_YEAR_RANK : 0) | (gint64) score->reason << REASON_SHIFT |
    (gint64) score->flag << FLAG_SHIFT;
  predict_interval (board, score, &low, &high);
  numbers[COLUMN_LOW] = subtract (to_integer (score->low), low);
  numbers[COLUMN_HIGH] = subtract (to_integer (score->high), high);
  numbers[COLUMN_DELTA_VALUE] =
    subtract (to_integer (score->delta_value), predict_change (board, score));
  numbers[COLUMN_DELTA_RANK] = add (score->delta_rank, score->rank);
  numbers[COLUMN_YEAR_VALUE] =
    subtract (to_integer (score->year.value), predict_change (board, score));
  numbers[COLUMN_YEAR_RANK] = add (score->year.rank, score->rank);

  for (guint i = 0; i < N_COLUMNS; i++)
    self->numbers[(gsize) i * self->n_rows + row] = numbers[i];
}

typedef struct
{
  const ZhihuiScore *score;
  gint64             position;
} Row;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *one = a;
  const Row *other = b;
  int        by_id = g_strcmp0 (one->score->unit->id, other->score->unit->id);

  /* A unit may stand at both ends of a short board. */
  return by_id != 0 ? by_id : (one->position > other->position) - (one->position < other->position);
}

static char *
encode_roster (const Row *rows, guint n_rows)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiUnits) units = zhihui_units_new ();

  units->stamp.revision = g_strdup ("");
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (units->items, zhihui_unit_copy (rows[i].score->unit));

  return zhihui_wire_encode_units (units, zone, NULL);
}

static char *
encode_frame (const ZhihuiRanking *board)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiRanking    frame = *board;
  g_autofree char *revision = g_strdup ("");

  frame.as_of = 0;
  frame.revision = revision;
  frame.scores = frame.unranked = NULL;
  frame.n_scores = frame.n_unranked_sent = 0;

  return zhihui_wire_encode_ranking (&frame, zone, NULL);
}

/**
 * zhihui_board_columns_new:
 * @ranking: a board
 *
 * Returns: (transfer full): its columns
 */
ZhihuiBoardColumns *
zhihui_board_columns_new (ZhihuiRanking *ranking)
{
  ZhihuiBoardColumns *self = g_new0 (ZhihuiBoardColumns, 1);
  guint               n = ranking->n_scores + ranking->n_unranked_sent;
  g_autofree Row     *rows = g_new (Row, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      rows[i].score =
        i < ranking->n_scores ? &ranking->scores[i] : &ranking->unranked[i - ranking->n_scores];
      rows[i].position = i;
    }
  qsort (rows, n, sizeof (Row), compare_rows);

  self->n_rows = n;
  self->numbers = g_new0 (gint64, (gsize) n * N_COLUMNS + 1);
  for (guint i = 0; i < n; i++)
    put_score (self, i, ranking, rows[i].score, rows[i].position);
  self->roster = encode_roster (rows, n);
  self->frame = encode_frame (ranking);

  return self;
}

/**
 * zhihui_board_columns_free:
 * @self: (transfer full) (nullable): columns
 */
void
zhihui_board_columns_free (ZhihuiBoardColumns *self)
{
  if (self == NULL)
    return;

  g_free (self->frame);
  g_free (self->roster);
  g_free (self->numbers);
  g_free (self);
}

/* ---- to a board ---- */

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "A kept board is damaged: %s", what);
  return FALSE;
}

/* The rows that have a rank come first. */
static gboolean
count_ranked (const ZhihuiBoardColumns *self, guint *n_ranked, GError **error)
{
  const gint64      *position = self->numbers + (gsize) COLUMN_POSITION * self->n_rows;
  const gint64      *rank = self->numbers + (gsize) COLUMN_RANK * self->n_rows;
  g_autofree guint8 *taken = g_new0 (guint8, self->n_rows + 1);

  *n_ranked = 0;
  for (guint i = 0; i < self->n_rows; i++)
    {
      if (position[i] < 0 || position[i] >= self->n_rows || taken[position[i]]++ != 0)
        return fail (error, "a place is taken twice");
      *n_ranked += rank[i] != NO_NUMBER;
    }
  for (guint i = 0; i < self->n_rows; i++)
    if ((rank[i] != NO_NUMBER) != (position[i] < *n_ranked))
      return fail (error, "a unit with a rank stands below one without");

  return TRUE;
}

static void
take_changes (ZhihuiScore *score, const ZhihuiRanking *board, const gint64 *numbers)
{
  gint64 change = predict_change (board, score);

  score->has_delta = (numbers[COLUMN_MARKS] & MARK_DELTA) != 0;
  score->has_delta_rank = (numbers[COLUMN_MARKS] & MARK_DELTA_RANK) != 0;
  score->year.has_value = (numbers[COLUMN_MARKS] & MARK_YEAR) != 0;
  score->year.has_rank = (numbers[COLUMN_MARKS] & MARK_YEAR_RANK) != 0;
  score->delta_value = to_number (add (numbers[COLUMN_DELTA_VALUE], change));
  score->year.value = to_number (add (numbers[COLUMN_YEAR_VALUE], change));
  score->delta_rank = (int) subtract (numbers[COLUMN_DELTA_RANK], score->rank);
  score->year.rank = (int) subtract (numbers[COLUMN_YEAR_RANK], score->rank);
}

static void
take_score (ZhihuiScore         *score,
            const ZhihuiRanking *board,
            const gint64        *numbers,
            const ZhihuiUnit    *unit)
{
  gboolean    is_count = zhihui_metric_get_traits (board->metric)->is_count;
  gint64      marks = numbers[COLUMN_MARKS];
  ZhihuiTally tally;
  gint64      low, high;

  score->unit = zhihui_unit_copy (unit);
  if (numbers[COLUMN_RANK] != NO_NUMBER)
    score->rank =
      (guint) add (numbers[COLUMN_RANK], predict_rank (board, numbers[COLUMN_POSITION]));
  score->tied = (marks & MARK_TIED) != 0;
  score->reason = (ZhihuiUnrankedReason) MIN (marks >> REASON_SHIFT & 3, ZHIHUI_UNRANKED_NO_CASES);
  score->flag = (ZhihuiFlag) MIN (marks >> FLAG_SHIFT & 3, ZHIHUI_FLAG_WORSE);
  score->tier = (guint) numbers[COLUMN_TIER];
  score->n = numbers[COLUMN_N];
  score->k = numbers[COLUMN_K];
  score->extra = numbers[COLUMN_EXTRA];
  score->open_overdue = numbers[COLUMN_OPEN_OVERDUE];
  tally = (ZhihuiTally){ .k = score->k, .n = score->n };
  score->value = zhihui_tally_get_value (&tally, is_count);
  predict_interval (board, score, &low, &high);
  score->low = to_number (add (numbers[COLUMN_LOW], low));
  score->high = to_number (add (numbers[COLUMN_HIGH], high));
  score->shrunk = to_number (numbers[COLUMN_SHRUNK]);
  take_changes (score, board, numbers);
}

/**
 * zhihui_board_columns_make:
 * @self: columns
 * @error: return location
 *
 * Returns: (transfer full): the board, not shared yet, without moment and revision, or %NULL with
 * @error set
 */
ZhihuiRanking *
zhihui_board_columns_make (ZhihuiBoardColumns *self, GError **error)
{
  g_autoptr (GBytes) frame = g_bytes_new_static (self->frame, strlen (self->frame));
  g_autoptr (GBytes) roster = g_bytes_new_static (self->roster, strlen (self->roster));
  g_autofree char *next = NULL;
  g_autoptr (ZhihuiRanking) board = zhihui_wire_decode_ranking (frame, NULL, error);
  g_autoptr (ZhihuiUnits) units = NULL;
  guint n_ranked;

  if (board == NULL)
    return NULL;
  units = zhihui_wire_decode_units (roster, &next, error);
  if (units == NULL || !count_ranked (self, &n_ranked, error))
    return NULL;
  if (units->items->len != self->n_rows || board->n_scores > 0 || board->n_unranked_sent > 0)
    {
      fail (error, "its rows are not those of its units");
      return NULL;
    }

  g_free (board->scores);
  g_free (board->unranked);
  board->scores = g_new0 (ZhihuiScore, n_ranked);
  board->unranked = g_new0 (ZhihuiScore, self->n_rows - n_ranked);
  board->n_scores = n_ranked;
  board->n_unranked_sent = self->n_rows - n_ranked;
  for (guint i = 0; i < self->n_rows; i++)
    {
      gint64 numbers[N_COLUMNS];
      guint  place;

      for (guint column = 0; column < N_COLUMNS; column++)
        numbers[column] = self->numbers[(gsize) column * self->n_rows + i];
      place = (guint) numbers[COLUMN_POSITION];
      take_score (place < n_ranked ? &board->scores[place] : &board->unranked[place - n_ranked],
                  board,
                  numbers,
                  units->items->pdata[i]);
    }

  return g_steal_pointer (&board);
}

/* ---- bytes ---- */

static void
append_number (GByteArray *bytes, gint64 number)
{
  guint64 rest = (guint64) number << 1 ^ (guint64) (number >> 63);

  do
    {
      guint8 seven = rest & 0x7f;

      rest >>= 7;
      if (rest != 0)
        seven |= 0x80;
      g_byte_array_append (bytes, &seven, 1);
    }
  while (rest != 0);
}

static gboolean
take_number (const guint8 **at, const guint8 *end, gint64 *number)
{
  guint64 rest = 0;

  for (guint shift = 0; *at < end && shift < 64; shift += 7)
    {
      guint8 seven = *(*at)++;

      rest |= (guint64) (seven & 0x7f) << shift;
      if ((seven & 0x80) == 0)
        {
          *number = (gint64) (rest >> 1) ^ -(gint64) (rest & 1);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * zhihui_board_columns_write:
 * @self: columns
 * @base: (nullable): columns of the same units
 *
 * Returns: (transfer full): the frame and what differs from @base
 */
GBytes *
zhihui_board_columns_write (ZhihuiBoardColumns *self, ZhihuiBoardColumns *base)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize       n_numbers = (gsize) self->n_rows * N_COLUMNS;

  append_number (bytes, (gint64) strlen (self->frame));
  g_byte_array_append (bytes, (const guint8 *) self->frame, (guint) strlen (self->frame));
  for (gsize i = 0; i < n_numbers; i++)
    append_number (bytes, subtract (self->numbers[i], base != NULL ? base->numbers[i] : 0));

  return g_byte_array_free_to_bytes (bytes);
}

/**
 * zhihui_board_columns_read:
 * @bytes: of zhihui_board_columns_write()
 * @roster: the units
 * @n_rows: as many as units
 * @base: (nullable): the same as when it was written
 * @error: return location
 *
 * Returns: (transfer full): the columns, or %NULL with @error set
 */
ZhihuiBoardColumns *
zhihui_board_columns_read (
  GBytes *bytes, const char *roster, guint n_rows, ZhihuiBoardColumns *base, GError **error)
{
  g_autoptr (ZhihuiBoardColumns) self = g_new0 (ZhihuiBoardColumns, 1);
  gsize         size, n_numbers = (gsize) n_rows * N_COLUMNS;
  const guint8 *at = g_bytes_get_data (bytes, &size);
  const guint8 *end = at + size;
  gint64        length;

  if (!take_number (&at, end, &length) || length < 0 || length > MIN (end - at, FRAME_MAX_BYTES) ||
      (base != NULL && base->n_rows != n_rows) || n_numbers > size)
    {
      fail (error, "it is too short");
      return NULL;
    }

  self->frame = g_strndup ((const char *) at, (gsize) length);
  at += length;
  self->roster = g_strdup (roster);
  self->n_rows = n_rows;
  self->numbers = g_new0 (gint64, n_numbers + 1);
  for (gsize i = 0; i < n_numbers; i++)
    {
      if (!take_number (&at, end, &self->numbers[i]))
        {
          fail (error, "it ends early");
          return NULL;
        }
      if (base != NULL)
        self->numbers[i] = add (self->numbers[i], base->numbers[i]);
    }

  return g_steal_pointer (&self);
}

/**
 * zhihui_board_columns_has_units_of:
 * @self: columns
 * @other: others
 *
 * Returns: whether they are of the same units, so that one can be written as what differs
 */
gboolean
zhihui_board_columns_has_units_of (ZhihuiBoardColumns *self, ZhihuiBoardColumns *other)
{
  return self->n_rows == other->n_rows && g_str_equal (self->roster, other->roster);
}

/**
 * zhihui_board_columns_digest:
 * @self: columns
 *
 * Returns: (transfer full): SHA-256 of all but the moment
 */
char *
zhihui_board_columns_digest (ZhihuiBoardColumns *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) bytes = zhihui_board_columns_write (self, NULL);

  g_checksum_update (checksum, (const guchar *) self->roster, (gssize) strlen (self->roster) + 1);
  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * zhihui_board_columns_digest_rows:
 * @self: columns
 *
 * Returns: (transfer full): SHA-256 of who stands where with which n and k: by it a board has
 * changed or not
 */
char *
zhihui_board_columns_digest_rows (ZhihuiBoardColumns *self)
{
  static const guint columns[] = { COLUMN_POSITION, COLUMN_RANK, COLUMN_N, COLUMN_K };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_checksum_update (checksum, (const guchar *) self->roster, (gssize) strlen (self->roster) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    for (guint row = 0; row < self->n_rows; row++)
      append_number (bytes, self->numbers[(gsize) columns[i] * self->n_rows + row]);
  g_checksum_update (checksum, bytes->data, (gssize) bytes->len);

  return g_strdup (g_checksum_get_string (checksum));
}
