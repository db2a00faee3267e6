/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment-generator.h"

#include <math.h>

#include "zhihui-random.h"

#define DAY_S 86400
#define ZONE_S (8 * 3600)
#define UNITS_OF_COUNTY 15
#define COUNTIES_OF_CITY 9
#define CITIES_OF_PROVINCE 11

/* Work that must be dispatched once more: given back, transferred or sent back to be redone. */
typedef struct
{
  gint64              at; /* since when */
  GeneratedAssignment row;
} Waiting;

struct _AssignmentGenerator
{
  AssignmentGeneratorOptions options;
  ZhihuiRandom               random;
  ZhihuiWorkCalendar        *calendar; /* owned */
  ZhihuiZone                *zone;     /* owned */
  GQueue                     waiting;  /* (element-type Waiting), soonest first */
  GPtrArray                 *regions;  /* (element-type utf8) */
  guint32                   *counties; /* owned: of each unit its region */
  gsize                      n_rows;   /* made so far */
  gint64                     n_cases;
};

/* A region whose code has @n_digits digits. */
static guint
add_region (AssignmentGenerator *self, guint n_digits, guint province, guint city, guint county)
{
  g_autofree char *code = g_strdup_printf ("%02u%02u%02u", province, city, county);

  g_ptr_array_add (self->regions, g_strndup (code, n_digits));
  return self->regions->len - 1;
}

/* A county each 15 units, a city each 9 counties, a province each 11 cities. */
static void
lay_regions (AssignmentGenerator *self)
{
  guint county = 0;

  for (guint i = 0; i < self->options.n_units; i++)
    {
      guint n_county = i / UNITS_OF_COUNTY;
      guint n_city = n_county / COUNTIES_OF_CITY;
      guint n_province = n_city / CITIES_OF_PROVINCE;

      if (i % UNITS_OF_COUNTY == 0)
        {
          guint province = 11 + n_province, city = 1 + n_city % CITIES_OF_PROVINCE;

          if (n_county % (COUNTIES_OF_CITY * CITIES_OF_PROVINCE) == 0)
            add_region (self, 2, province, city, 1);
          if (n_county % COUNTIES_OF_CITY == 0)
            add_region (self, 4, province, city, 1);
          county = add_region (self, 6, province, city, 1 + n_county % COUNTIES_OF_CITY);
        }
      self->counties[i] = county;
    }
}

AssignmentGenerator *
assignment_generator_new (const AssignmentGeneratorOptions *options)
{
  AssignmentGenerator *self = g_new0 (AssignmentGenerator, 1);

  g_assert_cmpuint (options->n_units, >, 0);
  self->options = *options;
  zhihui_random_init (&self->random, options->seed, 1, 1);
  self->calendar = zhihui_work_calendar_new_china ();
  self->zone = zhihui_zone_new_shanghai ();
  g_queue_init (&self->waiting);
  self->regions = g_ptr_array_new_with_free_func (g_free);
  self->counties = g_new0 (guint32, options->n_units);
  lay_regions (self);
  return self;
}

void
assignment_generator_free (AssignmentGenerator *self)
{
  g_queue_clear_full (&self->waiting, g_free);
  zhihui_work_calendar_unref (self->calendar);
  zhihui_zone_unref (self->zone);
  g_ptr_array_unref (self->regions);
  g_free (self->counties);
  g_free (self);
}

guint
assignment_generator_get_n_regions (AssignmentGenerator *self)
{
  return self->regions->len;
}

const char *
assignment_generator_get_region (AssignmentGenerator *self, guint index)
{
  return self->regions->pdata[index];
}

const char *
assignment_generator_get_unit_region (AssignmentGenerator *self, guint unit)
{
  return self->regions->pdata[self->counties[unit]];
}

static guint
below (AssignmentGenerator *self, guint n)
{
  return (guint) (((zhihui_random_next (&self->random) >> 32) * n) >> 32);
}

static gboolean
permille (AssignmentGenerator *self, guint n)
{
  return below (self, 1000) < n;
}

/* Mostly short, sometimes long: @typical doubled up to six times. */
static gint64
wait_after (AssignmentGenerator *self, gint64 at, guint typical_s)
{
  guint doublings = below (self, 64);

  return at + 1 + below (self, typical_s << (doublings < 32 ? 0 : (doublings - 31) / 6));
}

/* What has not happened by the end has not happened. */
static gint64
until_now (AssignmentGenerator *self, gint64 at)
{
  return at > self->options.until ? ZHIHUI_NO_INSTANT : at;
}

static gint64
end_of_workday (gint64 at, guint n_workdays)
{
  gint64 day = (at + ZONE_S) / DAY_S;

  while (n_workdays > 0)
    {
      day++;
      n_workdays -= (day + 3) % 7 < 5; /* 1970-01-01 was a Thursday */
    }
  return (day + 1) * DAY_S - ZONE_S - 1;
}

static void
start_row (AssignmentGenerator *self, GeneratedAssignment *row, gint64 at)
{
  static const guint workdays[] = { 1, 3, 3, 15, 60 };
  ZhihuiAssignment  *one = &row->one;
  guint              type = row->its_case.type;

  one->dispatched_at = at;
  one->sign_due_at = at + 15 * 60;
  one->contact_due_at = at + 30 * 60;
  one->due_at = end_of_workday (at, workdays[permille (self, 5) ? 4 : type]);
  one->signed_at = one->contacted_at = one->replied_at = one->closed_at = ZHIHUI_NO_INSTANT;
  one->return_req_at = one->return_decided_at = one->sent_back_at = ZHIHUI_NO_INSTANT;
  one->called_back_at = ZHIHUI_NO_INSTANT;
  if (permille (self, 400))
    {
      one->statutory_days = (guint16) (5 * (1 + below (self, 4)));
      one->promised_days = (guint16) (1 + below (self, one->statutory_days + 2u));
    }
  one->is_main = !permille (self, 15); /* else withdrawn or a co-unit's part */
  one->needs_contact = !row->its_case.is_anonymous;
  row->round.first_due_at = one->due_at;
  row->round.suspended_at = ZHIHUI_NO_INSTANT;
  row->its_case.state = ZHIHUI_CASE_DISPATCHED;
}

static void
sign_row (AssignmentGenerator *self, GeneratedAssignment *row)
{
  ZhihuiAssignment *one = &row->one;

  if (permille (self, 2))
    return;
  one->signed_at = until_now (self, wait_after (self, one->dispatched_at, 500));
  if (one->signed_at == ZHIHUI_NO_INSTANT)
    return;
  row->its_case.state = ZHIHUI_CASE_SIGNED;
  if (!row->its_case.is_anonymous)
    one->contacted_at = until_now (self, wait_after (self, one->signed_at, 600));
}

/* TRUE: the work left the unit. */
static gboolean
give_back (AssignmentGenerator *self, GeneratedAssignment *row)
{
  ZhihuiAssignment *one = &row->one;

  if (permille (self, 4))
    {
      gint64 at = until_now (self, wait_after (self, one->dispatched_at, 7200));

      one->is_reassigned = at != ZHIHUI_NO_INSTANT;
      if (permille (self, 500))
        one->return_decided_at = at;
      return one->is_reassigned;
    }
  if (!permille (self, 35))
    return FALSE;

  one->return_req_at = until_now (self, wait_after (self, one->dispatched_at, 20000));
  if (one->return_req_at == ZHIHUI_NO_INSTANT)
    return FALSE;
  one->return_decided_at = until_now (self, wait_after (self, one->return_req_at, 9000));
  one->return_accepted = one->return_decided_at != ZHIHUI_NO_INSTANT && permille (self, 800);
  return one->return_accepted;
}

static void
move_deadline (AssignmentGenerator *self, GeneratedAssignment *row)
{
  ZhihuiAssignment *one = &row->one;

  if (permille (self, 15))
    {
      row->round.is_extended = TRUE;
      one->due_at = end_of_workday (one->due_at, 3);
    }
  if (permille (self, 4))
    {
      row->round.suspended_at = until_now (self, one->dispatched_at + 3 * 3600);
      one->is_suspended = row->round.suspended_at != ZHIHUI_NO_INSTANT;
    }
}

static void
reply_row (AssignmentGenerator *self, GeneratedAssignment *row)
{
  ZhihuiAssignment *one = &row->one;
  gint64            at = wait_after (self, one->dispatched_at, 2 * DAY_S);

  if (one->is_suspended || permille (self, 3))
    return; /* open still */
  if (at > one->due_at && permille (self, 960))
    at = MAX (one->dispatched_at + 60, one->due_at - below (self, 6 * 3600));
  one->replied_at = until_now (self, at);
  if (one->replied_at == ZHIHUI_NO_INSTANT)
    return;

  row->its_case.state = ZHIHUI_CASE_REPLIED;
  at = until_now (self, wait_after (self, one->replied_at, 20000));
  if (at != ZHIHUI_NO_INSTANT && permille (self, 25))
    one->sent_back_at = at;
  else if (at != ZHIHUI_NO_INSTANT)
    {
      one->closed_at = row->its_case.closed_at = at;
      row->its_case.state = ZHIHUI_CASE_CLOSED;
    }
}

static void
rate_row (AssignmentGenerator *self, GeneratedAssignment *row)
{
  static const guint8 levels[] = { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 2, 1 };
  gint64              at = row->one.closed_at;

  row->n_ratings = 0;
  while (at != ZHIHUI_NO_INSTANT && permille (self, row->n_ratings == 0 ? 380 : 20))
    {
      ZhihuiRating *rating = &row->ratings[row->n_ratings];

      at = until_now (self, wait_after (self, at, 3 * DAY_S));
      if (at == ZHIHUI_NO_INSTANT)
        break;
      if (row->n_ratings == 1)
        row->ratings[0].is_valid = FALSE;
      *rating = (ZhihuiRating){ .unit = row->one.unit,
                                .assignment = (guint32) (row->id - 1),
                                .rated_at = at,
                                .closed_at = row->one.closed_at,
                                .level = levels[below (self, G_N_ELEMENTS (levels))],
                                .is_valid = !permille (self, 5) };
      row->round.is_rated = TRUE;
      if (++row->n_ratings == G_N_ELEMENTS (row->ratings))
        break;
    }
}

/* What follows from other rows, and what the call-back was told. */
static void
mark_row (AssignmentGenerator *self, GeneratedAssignment *row)
{
  ZhihuiAssignment *one = &row->one;

  one->is_first = one->is_main && row->round.previous == ZHIHUI_NO_INDEX;
  one->is_prompt = one->dispatched_at - row->its_case.accepted_at <= ZHIHUI_PROMPT_S;
  one->is_complaint = row->its_case.type == 1;
  one->is_early = one->replied_at != ZHIHUI_NO_INSTANT &&
                  zhihui_deadline_is_early (
                    one->dispatched_at, one->due_at, one->replied_at, self->calendar, self->zone);
  one->is_repeated =
    one->is_complaint && one->closed_at != ZHIHUI_NO_INSTANT && permille (self, 50);
  for (guint i = 0; i < row->n_ratings; i++)
    zhihui_assignment_note_rating (one, &row->ratings[i]);
  if (one->closed_at == ZHIHUI_NO_INSTANT || !permille (self, 300))
    return;

  one->called_back_at = until_now (self, wait_after (self, one->closed_at, 2 * DAY_S));
  if (one->called_back_at != ZHIHUI_NO_INSTANT)
    one->solved = permille (self, 900) ? ZHIHUI_SOLVED_YES : 1 + below (self, 2);
}

static gint
compare_waiting (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 x = ((const Waiting *) a)->at, y = ((const Waiting *) b)->at;

  return (x > y) - (x < y);
}

static void
let_wait (AssignmentGenerator *self, const GeneratedAssignment *row, gint64 at)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  GList   *place = self->waiting.tail;

  waiting->at = at;
  waiting->row = *row;
  while (place != NULL && compare_waiting (place->data, waiting, NULL) > 0)
    place = place->prev;
  if (place != NULL)
    g_queue_insert_after (&self->waiting, place, waiting);
  else
    g_queue_push_head (&self->waiting, waiting);
}

static void
live_row (AssignmentGenerator *self, GeneratedAssignment *row)
{
  ZhihuiAssignment *one = &row->one;

  sign_row (self, row);
  if (one->signed_at == ZHIHUI_NO_INSTANT || !one->is_main)
    return;
  if (permille (self, 10))
    {
      one->is_merged = TRUE;
      row->its_case.state = ZHIHUI_CASE_MERGED;
      row->its_case.closed_at = one->signed_at;
      return;
    }
  if (give_back (self, row))
    {
      row->its_case.state = ZHIHUI_CASE_ACCEPTED;
      let_wait (self,
                row,
                one->return_decided_at != ZHIHUI_NO_INSTANT ? one->return_decided_at
                                                            : one->signed_at);
      return;
    }

  move_deadline (self, row);
  reply_row (self, row);
  if (one->sent_back_at != ZHIHUI_NO_INSTANT)
    let_wait (self, row, one->sent_back_at);
  rate_row (self, row);
}

static void
begin_case (AssignmentGenerator *self, GeneratedAssignment *row, gint64 at)
{
  guint32 unit = below (self, self->options.n_units);

  /* Some have much to do and most have little. */
  if (permille (self, 500))
    unit = unit * (guint64) below (self, self->options.n_units) / self->options.n_units;

  *row = (GeneratedAssignment){ .case_id = ++self->n_cases };
  row->its_case = (ZhihuiCaseRow){ .id = row->case_id,
                                   .submitted_at = at - 1800 - below (self, 5400),
                                   .closed_at = ZHIHUI_NO_INSTANT,
                                   .lon = NAN,
                                   .lat = NAN,
                                   .type = (guint16) (below (self, 20) / 9),
                                   .channel = (guint16) (below (self, 6)),
                                   .topic = (guint16) (below (self, 40)),
                                   .word = G_MAXUINT16,
                                   .is_anonymous = permille (self, 60),
                                   .is_repeat = permille (self, 80) };
  row->its_case.accepted_at = row->its_case.submitted_at + below (self, 1800);
  row->its_case.region = (guint16) self->counties[unit];
  row->one.unit = unit;
  row->one.case_index = (guint32) (row->case_id - 1);
  row->round.previous = ZHIHUI_NO_INDEX;
  row->round.seq = 1;
}

/* The next dispatch of work that waited: redone by the same unit, else by a neighbour. */
static void
go_on (AssignmentGenerator *self, GeneratedAssignment *row, Waiting *waiting)
{
  gboolean is_redo = waiting->row.one.sent_back_at != ZHIHUI_NO_INSTANT;
  guint32  unit = waiting->row.one.unit;

  *row = (GeneratedAssignment){ .case_id = waiting->row.case_id };
  row->its_case = waiting->row.its_case;
  row->its_case.closed_at = ZHIHUI_NO_INSTANT;
  row->one.unit = is_redo ? unit : (unit + 1) % self->options.n_units;
  row->one.case_index = (guint32) (row->case_id - 1);
  row->round.previous = (guint32) (waiting->row.id - 1);
  row->round.seq = waiting->row.round.seq + 1;
  row->round.is_redo = is_redo;
  g_free (waiting);
}

gboolean
assignment_generator_next (AssignmentGenerator *self, GeneratedAssignment *row)
{
  const AssignmentGeneratorOptions *options = &self->options;
  Waiting                          *waiting = g_queue_peek_head (&self->waiting);
  gint64                            at;

  if (self->n_rows >= options->n_rows)
    return FALSE;

  at = options->until - (gint64) (options->n_rows - self->n_rows) * options->n_days * DAY_S /
                          (gint64) options->n_rows;
  if (waiting != NULL && waiting->at <= at)
    go_on (self, row, g_queue_pop_head (&self->waiting));
  else
    begin_case (self, row, at);
  row->id = row->round.id = (gint64) ++self->n_rows;
  start_row (self, row, at);
  live_row (self, row);
  mark_row (self, row);
  row->its_case.current = (guint32) (row->id - 1);
  row->its_case.updated_at = at;
  return TRUE;
}
