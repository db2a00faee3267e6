/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-simulator-story.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define PURPOSE_STORY 3
#define MAX_ROUNDS 4

/* A case on its way; the figures are those of domain.md §6 unless said. */
typedef struct
{
  const ZhihuiTeller     *teller;
  const ZhihuiPlayedCase *played;
  ZhihuiLateness          lateness;
  ZhihuiRandom            random;
  GArray                 *events;
  guint                   step;
  guint                   n_rounds;
  gboolean                was_late, was_redone;
} Story;

/* One assignment on its way. */
typedef struct
{
  guint    unit;
  gint64   dispatched_at, signed_at, contacted_at;
  gint64   free_at; /* from when the unit can work on it */
  gint64   due_at;
  gboolean is_contacted; /* told already */
} Turn;

static void
tell (Story *self, gint64 at, ZhihuiEventKind kind, guint unit, gint64 value)
{
  ZhihuiPlayedEvent event = {
    .at = at,
    .position = self->played->serial << 8 | MIN (self->step, 255u),
    .value = value,
    .unit = unit,
    .kind = (guint8) kind,
  };

  self->step++;
  g_array_append_val (self->events, event);
}

static gint64
draw_lognormal (Story *self, double median_s, double sigma)
{
  return (gint64) zhihui_random_lognormal (&self->random, median_s, sigma);
}

static gint64
draw_exponential (Story *self, double mean_s)
{
  return (gint64) zhihui_random_exponential (&self->random, mean_s);
}

static gint64
draw_between (Story *self, gint64 from, gint64 to)
{
  return from + (gint64) (zhihui_random_uniform (&self->random) * (double) (to - from));
}

static gboolean
draw_chance (Story *self, double probability)
{
  return zhihui_random_chance (&self->random, probability);
}

static const ZhihuiLaws *
get_laws (const Story *self)
{
  return self->teller->laws;
}

static const ZhihuiHabit *
get_habit (const Story *self, guint unit)
{
  return &self->teller->habits[unit];
}

/* Where a returned case goes: the town it is about, or another unit that deals with the topic. */
static guint
draw_other_unit (Story *self, guint unit)
{
  const ZhihuiTeller *teller = self->teller;
  const GArray       *experts = teller->units_by_topic[self->played->topic];
  guint               town = teller->town_of_region[self->played->region];
  guint               other = town;

  if (other == unit || draw_chance (self, 0.5))
    other = g_array_index (experts, guint, zhihui_random_below (&self->random, experts->len));

  for (guint i = 0; i < 50 && other == unit; i++)
    other = zhihui_random_pick (&self->random, teller->cumulated, teller->n_units);

  return other != unit ? other : (unit + 1) % teller->n_units;
}

static void
tell_contact (Story *self, Turn *turn)
{
  if (turn->is_contacted || self->played->is_anonymous)
    return;

  turn->is_contacted = TRUE;
  tell (self, turn->contacted_at, ZHIHUI_EVENT_CONTACTED, turn->unit, 0);
}

/* Of the reply; where no clock runs people take a day. */
static ZhihuiLimit
get_limit (Story *self)
{
  const ZhihuiLimit      one_day = { .kind = ZHIHUI_LIMIT_WORKDAYS, .count = 1 };
  const ZhihuiClockRule *rule = zhihui_clock_rules_find (
    self->teller->clocks, self->played->type, self->played->channel, ZHIHUI_CLOCK_REPLY);

  return rule != NULL ? rule->limit : one_day;
}

static void
begin_turn (Story *self, Turn *turn)
{
  const ZhihuiLaws *laws = get_laws (self);
  const ZhihuiLimit limit = get_limit (self);

  turn->due_at = zhihui_deadline_get (
    &limit, turn->dispatched_at, self->teller->duty.calendar, self->teller->duty.zone, NULL);
  turn->signed_at =
    turn->dispatched_at + 5 + draw_lognormal (self, laws->sign_min * MINUTE, laws->sign_sigma);
  turn->contacted_at =
    turn->signed_at + 5 + draw_lognormal (self, laws->contact_min * MINUTE, laws->contact_sigma);
  turn->free_at = turn->contacted_at;
  turn->is_contacted = FALSE;
  tell (self, turn->signed_at, ZHIHUI_EVENT_SIGNED, turn->unit, 0);
}

/* The unit may ask to give it back. Returns TRUE when @turn is with another one now. */
static gboolean
try_return (Story *self, Turn *turn)
{
  gint64   asked_at, decided_at;
  gboolean accepted;

  if (self->n_rounds > 2 || self->was_redone || self->lateness == ZHIHUI_LATENESS_FORCED ||
      !draw_chance (self, get_habit (self, turn->unit)->returns))
    return FALSE;

  asked_at = turn->signed_at + MINUTE + draw_exponential (self, 40 * MINUTE);
  decided_at = asked_at + 30 + draw_exponential (self, 30 * MINUTE);
  accepted = draw_chance (self, 0.8);
  if (turn->contacted_at < decided_at)
    tell_contact (self, turn);
  tell (self, asked_at, ZHIHUI_EVENT_RETURN_REQUESTED, turn->unit, 0);
  tell (self, decided_at, ZHIHUI_EVENT_RETURN_DECIDED, turn->unit, accepted);

  if (!accepted)
    {
      tell_contact (self, turn);
      turn->free_at = MAX (turn->contacted_at, decided_at);
      return FALSE;
    }

  turn->unit = draw_other_unit (self, turn->unit);
  turn->dispatched_at = zhihui_duty_at_desk (&self->teller->duty, decided_at + MINUTE) +
                        draw_lognormal (self, 8 * MINUTE, 0.8);
  tell (self, turn->dispatched_at, ZHIHUI_EVENT_DISPATCHED, turn->unit, 0);
  self->n_rounds++;
  begin_turn (self, turn);
  return TRUE;
}

/* The last instant of ordinary work before the deadline's day ends. */
static gint64
draw_on_last_day (Story *self, const Turn *turn)
{
  gint64 midnight = turn->due_at + 1 - DAY;
  gint64 from = MAX (turn->free_at + 11 * MINUTE, midnight + 8 * HOUR + 30 * MINUTE);
  gint64 to = midnight + 17 * HOUR + 30 * MINUTE;

  if (from < to)
    return draw_between (self, from, to);
  return from < turn->due_at ? draw_between (self, from, turn->due_at) : turn->due_at;
}

static void
supervise_late (Story *self, const Turn *turn, gint64 replied_at)
{
  gint64 escalated_at = turn->due_at + 1 + draw_between (self, 8 * HOUR, 10 * HOUR);
  gint64 supervised_at =
    zhihui_duty_add (&self->teller->duty, turn->due_at, draw_between (self, 7 * HOUR, 12 * HOUR));

  self->was_late = TRUE;
  if (draw_chance (self, 0.3) && escalated_at < replied_at)
    tell (self, escalated_at, ZHIHUI_EVENT_ESCALATED, turn->unit, 0);
  if (draw_chance (self, 0.5) && supervised_at < replied_at)
    tell (self, supervised_at, ZHIHUI_EVENT_SUPERVISED, turn->unit, 0);
}

static gint64
settle_deadline (Story *self, Turn *turn, gint64 replied_at)
{
  gboolean late = self->lateness == ZHIHUI_LATENESS_FORCED && self->n_rounds == 1;

  if (replied_at > turn->due_at && self->lateness == ZHIHUI_LATENESS_BY_HABIT)
    late = draw_chance (self, get_habit (self, turn->unit)->late);

  if (late)
    {
      replied_at = zhihui_duty_add (
        &self->teller->duty, turn->due_at + 1, MINUTE + draw_exponential (self, 1.2 * 7 * HOUR));
      supervise_late (self, turn, replied_at);
      return replied_at;
    }

  return replied_at > turn->due_at ? draw_on_last_day (self, turn) : replied_at;
}

/* Three working days more, asked for on the day of the deadline. */
static gint64
extend (Story *self, Turn *turn)
{
  const ZhihuiDuty *duty = &self->teller->duty;
  gint64            asked_at = MAX (turn->free_at + MINUTE, turn->due_at + 1 - DAY + 9 * HOUR);
  gint32            day;

  if (asked_at > turn->due_at)
    return turn->due_at;

  asked_at = draw_between (self, asked_at, MIN (asked_at + 6 * HOUR, turn->due_at));
  tell (self, asked_at, ZHIHUI_EVENT_EXTENDED, turn->unit, 3);
  day = zhihui_work_calendar_add (
    duty->calendar, zhihui_zone_day_of (duty->zone, turn->due_at), 3, NULL);
  turn->due_at = zhihui_zone_day_start (duty->zone, day + 1) - 1;
  return zhihui_duty_add (duty, asked_at, draw_lognormal (self, 8 * HOUR, 0.6));
}

/* The clock stands while something else is awaited; a few in a thousand (our choice). */
static gint64
suspend (Story *self, Turn *turn)
{
  const ZhihuiDuty *duty = &self->teller->duty;
  gint64            from = zhihui_duty_add (duty, turn->free_at, 90 * MINUTE);
  gint64            to = zhihui_duty_add (duty, from, draw_between (self, 14 * HOUR, 40 * HOUR));
  gint32            first, last;
  guint             n_workdays = 0;

  if (from > turn->due_at)
    return turn->due_at;

  tell (self, from, ZHIHUI_EVENT_SUSPENDED, turn->unit, 0);
  tell (self, to, ZHIHUI_EVENT_RESUMED, turn->unit, 0);
  first = zhihui_zone_day_of (duty->zone, from);
  last = zhihui_zone_day_of (duty->zone, to);
  for (gint32 day = first + 1; day <= last; day++)
    n_workdays += zhihui_work_calendar_is_workday (duty->calendar, day);

  last = zhihui_work_calendar_add (
    duty->calendar, zhihui_zone_day_of (duty->zone, turn->due_at), n_workdays, NULL);
  turn->due_at = zhihui_zone_day_start (duty->zone, last + 1) - 1;
  turn->free_at = to;
  return zhihui_duty_add (duty, to, draw_lognormal (self, 4 * HOUR, 0.6));
}

/* When ordinary work is done. */
static gint64
draw_done (Story *self, const Turn *turn)
{
  const ZhihuiLaws *laws = get_laws (self);
  guint             type = MIN (self->played->type, laws->types->len - 1);
  double            median = g_array_index (laws->types, ZhihuiTypeLaw, type).median;
  ZhihuiLimit       limit;
  gint64            at;

  switch (laws->work)
    {
    case ZHIHUI_WORK_BY_DAYS:
      at = turn->free_at + draw_lognormal (self, median * DAY, laws->work_sigma);
      return zhihui_duty_awake (&self->teller->duty, at, draw_between (self, 0, 2 * HOUR));

    case ZHIHUI_WORK_BY_PROMISE:
      limit = get_limit (self);
      return zhihui_duty_add (
        &self->teller->duty,
        turn->free_at,
        (gint64) (limit.count * 7.0 * HOUR *
                  zhihui_random_beta (&self->random, laws->promise_a, laws->promise_b)));

    case ZHIHUI_WORK_BY_DUTY:
    default:
      return zhihui_duty_add (
        &self->teller->duty, turn->free_at, draw_lognormal (self, median * HOUR, laws->work_sigma));
    }
}

static gint64
work (Story *self, Turn *turn)
{
  const ZhihuiLaws *laws = get_laws (self);
  gboolean          is_consult = self->played->type == ZHIHUI_TITLES_CONSULT;
  gint64            replied_at;

  tell (self,
        turn->free_at + draw_between (self, MINUTE, 10 * MINUTE),
        ZHIHUI_EVENT_HANDLING,
        turn->unit,
        0);
  if (!is_consult && draw_chance (self, laws->extend))
    replied_at = extend (self, turn);
  else if (!is_consult && draw_chance (self, laws->suspend))
    replied_at = suspend (self, turn);
  else
    replied_at = draw_done (self, turn);

  /* Nobody answers while still opening the file. */
  replied_at = MAX (replied_at, turn->free_at + 11 * MINUTE);
  replied_at = settle_deadline (self, turn, replied_at);
  tell (self, replied_at, ZHIHUI_EVENT_REPLIED, turn->unit, 0);
  return replied_at;
}

static guint
draw_level (Story *self)
{
  static const double on_time[] = { .600, .870, .975, .992, 1 };
  static const double late[] = { .25, .50, .70, .88, 1 };
  static const double repeat[] = { .33, .59, .76, .90, 1 };
  const double       *levels = on_time;

  if (self->played->repeat_of != 0 || (self->was_redone && draw_chance (self, 0.5)))
    levels = repeat;
  else if (self->was_late)
    levels = late;
  return 5 - zhihui_random_pick (&self->random, levels, G_N_ELEMENTS (on_time));
}

/* After the closing: rating, call-back, archive. Returns when it is reopened, 0 when it is not. */
static gint64
follow_up (Story *self, guint unit, gint64 closed_at)
{
  const ZhihuiDuty *duty = &self->teller->duty;
  gboolean          is_rated = draw_chance (self, get_laws (self)->rated);
  gint64            rated_at, called_at = closed_at, reopened_at = 0;
  guint             level = 5;

  rated_at = zhihui_duty_awake (duty,
                                closed_at + 2 * MINUTE + draw_exponential (self, 4 * DAY),
                                draw_between (self, 0, 2 * HOUR));
  if (is_rated)
    {
      level = draw_level (self);
      tell (self, rated_at, ZHIHUI_EVENT_RATED, unit, level);
    }

  if (level <= 2)
    {
      called_at = zhihui_duty_add (duty, rated_at, draw_between (self, HOUR, 6 * HOUR));
      tell (self,
            called_at,
            ZHIHUI_EVENT_CALLED_BACK,
            unit,
            zhihui_random_below (&self->random, 2) != 0 ? ZHIHUI_SOLVED_MOSTLY : ZHIHUI_SOLVED_NO);
      if (self->n_rounds < MAX_ROUNDS && called_at < closed_at + 29 * DAY &&
          draw_chance (self, 0.25))
        reopened_at = called_at + 5 * MINUTE;
    }
  else if (!is_rated && draw_chance (self, 0.2))
    {
      called_at = zhihui_duty_add (duty, closed_at, draw_between (self, 2 * HOUR, 12 * HOUR));
      tell (self,
            called_at,
            ZHIHUI_EVENT_CALLED_BACK,
            unit,
            draw_chance (self, 0.9) ? ZHIHUI_SOLVED_YES : ZHIHUI_SOLVED_MOSTLY);
    }

  if (reopened_at == 0)
    tell (
      self,
      MAX (zhihui_duty_awake (duty, closed_at + 30 * DAY, 0), MAX (rated_at, called_at) + 3 * DAY),
      ZHIHUI_EVENT_ARCHIVED,
      unit,
      0);
  return reopened_at;
}

/* Leaders and supervisors look in between dispatch and reply (shares are our choice). Sensitive
 * words the platform finds itself; their share is drawn so that what is drawn later stays. */
static void
draw_attention (Story *self, const Turn *turn, gint64 replied_at)
{
  static const struct
  {
    ZhihuiEventKind kind;
    double          share;
  } kinds[] = {
    { ZHIHUI_EVENT_COMMENTED, .003 },      { ZHIHUI_EVENT_INSTRUCTED, .0025 },
    { ZHIHUI_EVENT_WATCHED, .005 },        { ZHIHUI_EVENT_ESCALATED, .001 },
    { ZHIHUI_EVENT_MEDIA_EXPOSED, .0002 }, { ZHIHUI_EVENT_SENSITIVE_HIT, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 at = zhihui_duty_awake (
        &self->teller->duty, draw_between (self, turn->dispatched_at, replied_at), 0);

      if (draw_chance (self, kinds[i].share * get_laws (self)->attention) && at < replied_at)
        tell (self, at, kinds[i].kind, turn->unit, 0);
    }
}

static void
tell_rounds (Story *self, Turn *turn)
{
  const ZhihuiDuty *duty = &self->teller->duty;

  while (TRUE)
    {
      gint64 replied_at, checked_at, reopened_at;

      self->n_rounds++;
      begin_turn (self, turn);
      while (try_return (self, turn))
        ;
      tell_contact (self, turn);
      replied_at = work (self, turn);
      if (self->n_rounds == 1)
        draw_attention (self, turn, replied_at);

      checked_at = zhihui_duty_at_desk (duty, replied_at + draw_lognormal (self, 2.5 * HOUR, 0.6));
      checked_at = MAX (checked_at, replied_at + MINUTE);
      if (self->n_rounds < MAX_ROUNDS && draw_chance (self, get_laws (self)->redo))
        {
          self->was_redone = TRUE;
          tell (self, checked_at, ZHIHUI_EVENT_SENT_BACK, turn->unit, 0);
          turn->dispatched_at = checked_at;
          continue;
        }

      tell (self, checked_at, ZHIHUI_EVENT_CLOSED, turn->unit, 0);
      reopened_at = follow_up (self, turn->unit, checked_at);
      if (reopened_at == 0)
        return;

      self->was_redone = TRUE;
      tell (self, reopened_at, ZHIHUI_EVENT_REOPENED, turn->unit, 0);
      turn->dispatched_at = reopened_at + 10 * MINUTE;
      tell (self, turn->dispatched_at, ZHIHUI_EVENT_DISPATCHED, turn->unit, 0);
    }
}

/* Cases that reach no unit; a few in a thousand (our choice). Returns TRUE when this is one. */
static gboolean
end_early (Story *self, gint64 submitted_at, gint64 accepted_at)
{
  double fate = zhihui_random_uniform (&self->random);

  if (self->lateness == ZHIHUI_LATENESS_FORCED || fate >= .010 * get_laws (self)->odd_ends)
    return FALSE;

  if (fate < .004 * get_laws (self)->odd_ends)
    tell (self, accepted_at, ZHIHUI_EVENT_REJECTED, 0, 0);
  else if (fate < .006 * get_laws (self)->odd_ends)
    tell (self, draw_between (self, submitted_at + 1, accepted_at), ZHIHUI_EVENT_WITHDRAWN, 0, 0);
  else
    {
      tell (self, accepted_at, ZHIHUI_EVENT_ACCEPTED, 0, 0);
      tell (self, accepted_at + 2 * MINUTE, ZHIHUI_EVENT_MERGED, 0, 0);
    }
  return TRUE;
}

/**
 * zhihui_teller_tell:
 * @events: (element-type ZhihuiPlayedEvent): is added to, not in order of time
 *
 * All that will happen to a case, from its own stream of random numbers.
 */
void
zhihui_teller_tell (const ZhihuiTeller     *self,
                    const ZhihuiPlayedCase *played,
                    gint64                  submitted_at,
                    ZhihuiLateness          lateness,
                    GArray                 *events)
{
  Story  story = { .teller = self, .played = played, .lateness = lateness, .events = events };
  Turn   turn = { .unit = played->unit };
  gint64 desk_at = zhihui_duty_at_desk (&self->duty, submitted_at);
  gint64 delay, accepted_at;

  zhihui_random_init (&story.random, self->seed, played->serial, PURPOSE_STORY);
  tell (&story, submitted_at, ZHIHUI_EVENT_SUBMITTED, 0, 0);

  delay =
    10 + draw_lognormal (&story, self->laws->dispatch_min * MINUTE, self->laws->dispatch_sigma);
  accepted_at = desk_at + 5 + draw_between (&story, 0, delay / 2);
  if (end_early (&story, submitted_at, accepted_at))
    return;

  tell (&story, accepted_at, ZHIHUI_EVENT_ACCEPTED, 0, 0);

  turn.dispatched_at = desk_at + 10 + delay;
  tell (&story, turn.dispatched_at, ZHIHUI_EVENT_DISPATCHED, turn.unit, 0);
  tell_rounds (&story, &turn);
}
