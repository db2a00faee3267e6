/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-book.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NO_INDEX G_MAXUINT16
#define MAX_NAME_BYTES 200

static void
name_free (gpointer data)
{
  ZhihuiBookName *self = data;

  g_free (self->word);
  g_free (self);
}

static void
names_init (ZhihuiBookNames *self)
{
  self->names = g_ptr_array_new_with_free_func (name_free);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
names_clear (ZhihuiBookNames *self)
{
  g_hash_table_unref (self->indices);
  g_ptr_array_unref (self->names);
}

static guint16
names_find (ZhihuiBookNames *self, const char *word)
{
  guint           index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, word));
  ZhihuiBookName *name;

  if (index > 0 || *word == '\0' || self->names->len >= NO_INDEX || strlen (word) > MAX_NAME_BYTES)
    return index > 0 ? (guint16) (index - 1) : NO_INDEX;

  name = g_new0 (ZhihuiBookName, 1);
  name->word = g_strdup (word);
  g_ptr_array_add (self->names, name);
  g_hash_table_insert (self->indices, name->word, GUINT_TO_POINTER (self->names->len));
  return (guint16) (self->names->len - 1);
}

/**
 * zhihui_case_book_new:
 * @table: a resource of @profile that gives cases
 * @as_of: when the platform was looked at
 */
ZhihuiCaseBook *
zhihui_case_book_new (ZhihuiProfile *profile, const ZhihuiProfileTable *table, gint64 as_of)
{
  ZhihuiCaseBook *self = g_new0 (ZhihuiCaseBook, 1);

  self->profile = zhihui_profile_ref (profile);
  self->table = table;
  self->as_of = as_of;
  zhihui_book_units_init (&self->units);
  names_init (&self->channels);
  names_init (&self->regions);
  self->cases = g_array_new (FALSE, FALSE, sizeof (ZhihuiBookCase));
  self->rows = g_array_new (FALSE, FALSE, sizeof (ZhihuiAssignment));
  self->ratings = g_array_new (FALSE, FALSE, sizeof (ZhihuiRating));
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
zhihui_case_book_free (ZhihuiCaseBook *self)
{
  if (self == NULL)
    return;

  zhihui_book_units_clear (&self->units);
  names_clear (&self->channels);
  names_clear (&self->regions);
  g_array_unref (self->cases);
  g_array_unref (self->rows);
  g_array_unref (self->ratings);
  g_hash_table_unref (self->ids);
  zhihui_profile_unref (self->profile);
  g_free (self);
}

/* A case that has an id. */
typedef struct
{
  guint page;  /* where it came first */
  guint place; /* of it as it was told last */
} BookId;

/* One row being understood. */
typedef struct
{
  ZhihuiCaseBook    *book;
  ZhihuiFindings    *findings;
  const ZhihuiCell  *cells;
  guint64            number;
  ZhihuiReportedCase told;
} Reading;

static gboolean
refuse (const Reading *reading, ZhihuiCaseField field, const char *what)
{
  zhihui_findings_refuse (reading->findings,
                          reading->number,
                          zhihui_table_kind_get_fields (ZHIHUI_TABLE_CASES, NULL)[field],
                          what);
  return FALSE;
}

/* The word of a field, as the map of its values has it; "" where there is none. */
static const char *
get_word (const Reading *reading, ZhihuiCaseField field)
{
  ZhihuiCoercions *counts = &reading->findings->coercions;
  const char      *name = zhihui_table_kind_get_fields (ZHIHUI_TABLE_CASES, NULL)[field];
  const char      *word = zhihui_coerce_text (&reading->cells[field], counts);
  gboolean         is_mapped;

  word = zhihui_profile_map (reading->book->profile, name, word, &is_mapped);
  counts->counts[ZHIHUI_COERCED_VALUE] += is_mapped;
  return word;
}

static gboolean
has_cell (const Reading *reading, ZhihuiCaseField field)
{
  return reading->cells[field].kind != ZHIHUI_CELL_NONE && *reading->cells[field].text != '\0';
}

static gboolean
read_time (const Reading *reading, ZhihuiCaseField field, gint64 *instant)
{
  *instant = ZHIHUI_NO_INSTANT;
  if (!has_cell (reading, field) || zhihui_coerce_instant (&reading->book->profile->time,
                                                           &reading->cells[field],
                                                           field == ZHIHUI_CASE_FIELD_DUE,
                                                           instant,
                                                           &reading->findings->coercions))
    return TRUE;

  return refuse (reading, field, _ ("is no time"));
}

static gboolean
read_times (Reading *reading)
{
  ZhihuiReportedCase *told = &reading->told;

  if (!read_time (reading, ZHIHUI_CASE_FIELD_OPENED, &told->opened_at) ||
      !read_time (reading, ZHIHUI_CASE_FIELD_DUE, &told->due_at) ||
      !read_time (reading, ZHIHUI_CASE_FIELD_CLOSED, &told->closed_at))
    return FALSE;

  return told->opened_at != ZHIHUI_NO_INSTANT ||
         refuse (reading, ZHIHUI_CASE_FIELD_OPENED, _ ("is missing"));
}

/* Without a column for it the close time tells. */
static gboolean
read_status (Reading *reading)
{
  ZhihuiReportedCase *told = &reading->told;
  const char         *word;

  if (reading->book->table->columns[ZHIHUI_CASE_FIELD_STATUS] != NULL)
    {
      word = get_word (reading, ZHIHUI_CASE_FIELD_STATUS);
      told->is_duplicate = g_str_equal (word, "duplicate");
      if (g_str_equal (word, "open"))
        told->closed_at = ZHIHUI_NO_INSTANT; /* opened again, or another time stands there */
      else if (g_str_equal (word, "closed") && told->closed_at == ZHIHUI_NO_INSTANT)
        return refuse (reading, ZHIHUI_CASE_FIELD_CLOSED, _ ("is missing of a closed case"));
      else if (!told->is_duplicate && !g_str_equal (word, "closed"))
        return refuse (reading,
                       ZHIHUI_CASE_FIELD_STATUS,
                       _ ("is not in [values status]: open, closed, duplicate"));
    }

  if (!zhihui_reported_case_is_possible (told))
    return refuse (reading, ZHIHUI_CASE_FIELD_CLOSED, _ ("is before it was opened"));
  return TRUE;
}

static gboolean
read_marks (Reading *reading)
{
  ZhihuiReportedCase *told = &reading->told;
  const char         *verdict = get_word (reading, ZHIHUI_CASE_FIELD_OVERDUE);

  if (!zhihui_verdict_parse (verdict, &told->overdue_flag))
    return refuse (reading, ZHIHUI_CASE_FIELD_OVERDUE, _ ("is not yes or no"));
  if (*verdict != '\0')
    reading->findings->coercions.counts[ZHIHUI_COERCED_TRUTH] +=
      reading->cells[ZHIHUI_CASE_FIELD_OVERDUE].kind == ZHIHUI_CELL_TEXT ||
      reading->cells[ZHIHUI_CASE_FIELD_OVERDUE].kind == ZHIHUI_CELL_NUMBER;
  if (has_cell (reading, ZHIHUI_CASE_FIELD_RETURNS) &&
      !zhihui_coerce_count (&reading->cells[ZHIHUI_CASE_FIELD_RETURNS],
                            &told->n_returns,
                            &reading->findings->coercions))
    return refuse (reading, ZHIHUI_CASE_FIELD_RETURNS, _ ("is no count"));

  zhihui_reported_case_settle (told, reading->book->as_of);
  return TRUE;
}

static guint32
find_unit (const Reading *reading)
{
  ZhihuiCaseBook *book = reading->book;

  return zhihui_book_units_find (&book->units,
                                 book->profile,
                                 get_word (reading, ZHIHUI_CASE_FIELD_UNIT),
                                 get_word (reading, ZHIHUI_CASE_FIELD_PEER),
                                 &reading->findings->coercions);
}

static guint16
find_region (const Reading *reading)
{
  ZhihuiCaseBook     *book = reading->book;
  const char         *word = get_word (reading, ZHIHUI_CASE_FIELD_REGION);
  const ZhihuiRegion *known = g_hash_table_lookup (book->profile->regions, word);
  guint16             index = names_find (&book->regions, word);
  ZhihuiCoercions    *counts = &reading->findings->coercions;
  double              lon, lat;

  counts->counts[ZHIHUI_COERCED_REGION] += known != NULL;
  if (index != NO_INDEX &&
      zhihui_coerce_number (&reading->cells[ZHIHUI_CASE_FIELD_LON], &lon, counts) &&
      zhihui_coerce_number (&reading->cells[ZHIHUI_CASE_FIELD_LAT], &lat, counts) &&
      fabs (lon) <= 180 && fabs (lat) <= 90 && (fabs (lon) > 0 || fabs (lat) > 0))
    {
      ZhihuiBookName *name = book->regions.names->pdata[index];

      name->lon += lon;
      name->lat += lat;
      name->n_places++;
    }
  return index;
}

/* A rating that cannot be read is none: the case counts all the same. */
static void
add_rating (const Reading *reading, ZhihuiAssignment *row, guint32 index)
{
  const char  *word = get_word (reading, ZHIHUI_CASE_FIELD_RATING);
  ZhihuiRating rating = { .unit = row->unit, .assignment = index, .closed_at = row->closed_at };
  guint64      level;
  gint64       rated_at;

  if (*word == '\0' || !g_ascii_string_to_unsigned (word, 10, 1, 5, &level, NULL))
    return;

  rating.level = (guint8) level;
  rating.is_valid = TRUE;
  rating.rated_at = row->closed_at;
  if (has_cell (reading, ZHIHUI_CASE_FIELD_RATED) &&
      read_time (reading, ZHIHUI_CASE_FIELD_RATED, &rated_at))
    rating.rated_at = rated_at;
  if (rating.rated_at == ZHIHUI_NO_INSTANT)
    return;

  zhihui_assignment_note_rating (row, &rating);
  g_array_append_val (reading->book->ratings, rating);
}

static void
add_case (const Reading *reading)
{
  ZhihuiCaseBook  *book = reading->book;
  ZhihuiBookCase   one = { .accepted_at = reading->told.opened_at };
  ZhihuiAssignment row;

  one.channel = names_find (&book->channels, get_word (reading, ZHIHUI_CASE_FIELD_CHANNEL));
  one.region = find_region (reading);
  g_array_append_val (book->cases, one);

  zhihui_reported_case_to_assignment (&reading->told, &row);
  row.case_index = book->cases->len - 1;
  row.unit = find_unit (reading);
  if (row.unit == ZHIHUI_NO_UNIT)
    {
      return;
    }

  add_rating (reading, &row, book->rows->len);
  g_array_append_val (book->rows, row);
}

static const char *
get_id (const Reading *reading)
{
  return zhihui_coerce_text (&reading->cells[ZHIHUI_CASE_FIELD_ID], &reading->findings->coercions);
}

/* One that came on an earlier page has moved, and another moved out of sight. */
static BookId *
find_known (const Reading *reading)
{
  BookId *known = g_hash_table_lookup (reading->book->ids, get_id (reading));

  reading->findings->n_moved += known != NULL && known->page != reading->book->page;
  return known;
}

/* A case is as it was told last; a row that was refused does not stand for it. */
static void
take_case (const Reading *reading, BookId *known)
{
  ZhihuiCaseBook *book = reading->book;
  const char     *id = get_id (reading);

  if (known != NULL)
    {
      g_array_index (book->cases, ZhihuiBookCase, known->place).is_void = TRUE;
      reading->findings->n_repeated++;
    }
  else
    {
      reading->findings->n_rows++;
      if (*id != '\0')
        {
          known = g_new0 (BookId, 1);
          known->page = book->page;
          g_hash_table_insert (book->ids, g_strdup (id), known);
        }
    }
  if (known != NULL)
    known->place = book->cases->len;
  add_case (reading);
}

/* Leaves those that hold out; @places: (out): where each went, G_MAXUINT32 nowhere. */
static void
settle_cases (ZhihuiCaseBook *self, guint32 *places)
{
  guint n = 0;

  for (guint i = 0; i < self->cases->len; i++)
    {
      const ZhihuiBookCase one = g_array_index (self->cases, ZhihuiBookCase, i);

      places[i] = one.is_void ? G_MAXUINT32 : n;
      if (!one.is_void)
        g_array_index (self->cases, ZhihuiBookCase, n++) = one;
    }
  g_array_set_size (self->cases, n);
}

static void
settle_rows (ZhihuiCaseBook *self, const guint32 *cases, guint32 *places)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZhihuiAssignment row = g_array_index (self->rows, ZhihuiAssignment, i);

      row.case_index = cases[row.case_index];
      places[i] = row.case_index == G_MAXUINT32 ? G_MAXUINT32 : n;
      if (places[i] != G_MAXUINT32)
        g_array_index (self->rows, ZhihuiAssignment, n++) = row;
    }
  g_array_set_size (self->rows, n);
}

/**
 * zhihui_case_book_settle:
 *
 * Leaves of each case what was told last. To be called once, after the last page.
 */
void
zhihui_case_book_settle (ZhihuiCaseBook *self, ZhihuiFindings *findings)
{
  g_autofree guint32 *cases = g_new (guint32, self->cases->len + 1);
  g_autofree guint32 *rows = g_new (guint32, self->rows->len + 1);
  guint               n = 0;

  settle_cases (self, cases);
  settle_rows (self, cases, rows);
  for (guint i = 0; i < self->ratings->len; i++)
    {
      ZhihuiRating rating = g_array_index (self->ratings, ZhihuiRating, i);

      rating.assignment = rows[rating.assignment];
      if (rating.assignment != G_MAXUINT32)
        g_array_index (self->ratings, ZhihuiRating, n++) = rating;
    }
  g_array_set_size (self->ratings, n);
  findings->n_unassigned = self->cases->len - self->rows->len;
}

/**
 * zhihui_case_book_read:
 * @rows: of one answer
 *
 * Takes the cases of an answer. One that cannot be understood is left out and counted.
 */
void
zhihui_case_book_read (ZhihuiCaseBook *self, ZhihuiRows *rows, ZhihuiFindings *findings)
{
  ZhihuiCell cells[ZHIHUI_MAX_FIELDS] = { 0 };

  self->page++;
  while (zhihui_rows_next (rows, cells))
    {
      Reading reading = { .book = self, .findings = findings, .cells = cells };
      BookId *known;

      reading.number = zhihui_rows_get_number (rows);
      known = find_known (&reading);
      if (!read_times (&reading) || !read_status (&reading) || !read_marks (&reading))
        continue;

      take_case (&reading, known);
    }
  for (guint i = 0; i < ZHIHUI_N_CASE_FIELDS; i++)
    if (zhihui_rows_has_column (rows, i))
      findings->found |= 1u << i;

  zhihui_cells_clear (cells, ZHIHUI_MAX_FIELDS);
}
