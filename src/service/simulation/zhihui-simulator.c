/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-simulator.h"

#include <string.h>

#include "zhihui-arrivals.h"
#include "zhihui-case-service.h"
#include "zhihui-simulator-story.h"

#define HOUR 3600
#define DAY 86400
#define BURST_HERE 0.7 /* share of those who report a burst that live where it is */
#define KEPT_DAYS 40   /* a repeated case is at most 20 days after the first */

/* What random numbers are for: streams of different purpose are independent. */
enum
{
  PURPOSE_IDENTITY = 2, /* 1 the units, 3 the story */
  PURPOSE_DAY = 4,
  PURPOSE_BURST = 6,
  PURPOSE_TEXT = 7,
  PURPOSE_LATE = 8,
};

typedef struct
{
  guint32 second;
  guint16 channel;
} Arrival;

/* Many report the same within hours: a pipe has burst. */
typedef struct
{
  gboolean there_is;
  guint    topic, region, unit;
  guint16  part, place; /* of the region */
  guint32  from_s, to_s;
  double   share; /* of the arrivals meanwhile */
} Burst;

typedef struct
{
  gint32  day;
  GArray *arrivals; /* (element-type Arrival), by second */
  Burst   burst;
  guint   first_of_batch, end_of_batch; /* these arrivals are one batch */
} DayPlan;

struct _ZhihuiSimulator
{
  ZhihuiScenario         *scenario; /* not owned */
  ZhihuiSimulatorSettings settings;
  ZhihuiTeller            teller;
  ZhihuiHabit            *habits;         /* owned, by unit */
  double                 *unit_weights;   /* owned, cumulated */
  double                 *town_weights;   /* owned, cumulated */
  GArray                **units_by_topic; /* owned */
  guint                  *town_of_region; /* owned */
  ZhihuiArrivals         *arrivals;       /* owned */
  GHashTable             *plans;          /* (element-type gint DayPlan), owned */
};

static void
free_plan (gpointer data)
{
  DayPlan *plan = data;

  g_array_unref (plan->arrivals);
  g_free (plan);
}

/* ---- units ---- */

static void
index_units (ZhihuiSimulator *self)
{
  ZhihuiScenario *scenario = self->scenario;

  self->units_by_topic = g_new0 (GArray *, scenario->topics->len);
  for (guint i = 0; i < scenario->topics->len; i++)
    self->units_by_topic[i] = g_array_new (FALSE, FALSE, sizeof (guint));

  self->town_of_region = g_new0 (guint, scenario->regions->len);
  for (guint i = scenario->units->len; i > 0; i--)
    {
      const ZhihuiPlayedUnit *unit = scenario->units->pdata[i - 1];
      guint                   index = i - 1;

      if (index < scenario->n_towns)
        self->town_of_region[unit->region_index] = index;
      for (guint j = 0; j < unit->n_topics; j++)
        g_array_append_val (self->units_by_topic[unit->topics[j]], index);
    }
  /* Where few units are made, none may be for a topic: then all are. */
  for (guint i = 0; i < scenario->topics->len; i++)
    if (self->units_by_topic[i]->len == 0)
      for (guint j = 0; j < scenario->units->len; j++)
        g_array_append_val (self->units_by_topic[i], j);

  for (guint i = 0; i < scenario->n_towns; i++)
    {
      const ZhihuiPlayedUnit *unit = scenario->units->pdata[i];
      const GArray           *parts =
        g_hash_table_lookup (scenario->parts, GUINT_TO_POINTER (unit->region_index));

      for (guint j = 0; parts != NULL && j < parts->len; j++)
        self->town_of_region[g_array_index (parts, guint, j)] = i;
    }
}

/* ---- days: how many, when ---- */

static int
compare_arrivals (const void *a, const void *b)
{
  const Arrival *x = a, *y = b;

  if (x->second != y->second)
    return x->second < y->second ? -1 : 1;
  return (int) x->channel - (int) y->channel;
}

static guint
pick_town (ZhihuiSimulator *self, ZhihuiRandom *random)
{
  return zhihui_random_pick (random, self->town_weights, self->scenario->n_towns);
}

/* A town is where most of it happens; which of its villages is drawn where they are known. */
static guint16
pick_part (const ZhihuiScenario *scenario, ZhihuiRandom *random, guint16 region)
{
  const GArray *parts = g_hash_table_lookup (scenario->parts, GUINT_TO_POINTER (region));

  if (parts == NULL)
    return region;
  return (guint16) g_array_index (parts, guint, zhihui_random_below (random, parts->len));
}

/* The first villages of a town are the large ones. */
static guint16
pick_place (ZhihuiSimulator *self, ZhihuiRandom *random)
{
  guint32 n = (guint32) self->scenario->laws->villages;
  guint32 one = zhihui_random_below (random, n), other = zhihui_random_below (random, n);

  return (guint16) MIN (one, other);
}

static void
draw_burst (ZhihuiSimulator *self, gint32 day, Burst *burst)
{
  ZhihuiScenario *scenario = self->scenario;
  ZhihuiRandom    random;
  guint           topic, n_tries = 0;
  const GArray   *experts;

  zhihui_random_init (&random, self->settings.seed, (guint64) day, PURPOSE_BURST);
  burst->there_is = zhihui_random_chance (&random, self->scenario->laws->burst);
  if (!burst->there_is)
    return;

  do
    topic = zhihui_random_below (&random, scenario->topics->len);
  while (!((ZhihuiTopic *) scenario->topics->pdata[topic])->can_burst && n_tries++ < 1000);

  experts = self->units_by_topic[topic];
  burst->topic = topic;
  burst->region =
    ((ZhihuiPlayedUnit *) scenario->units->pdata[pick_town (self, &random)])->region_index;
  burst->unit = g_array_index (experts, guint, zhihui_random_below (&random, experts->len));
  burst->from_s = (8 + zhihui_random_below (&random, 9)) * HOUR;
  burst->to_s = burst->from_s + HOUR + zhihui_random_below (&random, 2 * HOUR);
  burst->share = 0.15 + 0.25 * zhihui_random_uniform (&random);
  burst->part = pick_part (scenario, &random, (guint16) burst->region);
  burst->place = pick_place (self, &random);
}

static DayPlan *
get_plan (ZhihuiSimulator *self, gint32 day)
{
  DayPlan     *plan = g_hash_table_lookup (self->plans, GINT_TO_POINTER (day));
  ZhihuiRandom random;
  guint        n, n_batch;

  if (plan != NULL)
    return plan;

  plan = g_new0 (DayPlan, 1);
  plan->day = day;
  zhihui_random_init (&random, self->settings.seed, (guint64) day, PURPOSE_DAY);
  n = zhihui_arrivals_draw (self->arrivals, day, &random);
  plan->arrivals = g_array_sized_new (FALSE, FALSE, sizeof (Arrival), n);
  for (guint i = 0; i < n; i++)
    {
      Arrival arrival;
      guint   hour;

      arrival.channel = (guint16) zhihui_random_pick (
        &random, self->scenario->channel_shares, self->scenario->n_channels);
      hour = zhihui_arrivals_pick_hour (self->arrivals, arrival.channel, &random);
      arrival.second = hour * HOUR + zhihui_random_below (&random, HOUR);
      g_array_append_val (plan->arrivals, arrival);
    }
  g_array_sort (plan->arrivals, compare_arrivals);
  draw_burst (self, day, &plan->burst);
  n_batch = zhihui_arrivals_get_n_batch (self->arrivals, day);
  plan->first_of_batch = (n - n_batch) / 2;
  plan->end_of_batch = plan->first_of_batch + n_batch;

  g_hash_table_insert (self->plans, GINT_TO_POINTER (day), plan);
  g_hash_table_remove (self->plans, GINT_TO_POINTER (day - KEPT_DAYS));
  return plan;
}

/* ---- cases: who, what, where ---- */

static guint
pick_topic (ZhihuiSimulator *self, ZhihuiRandom *random, const ZhihuiPlayedUnit *unit, int month)
{
  double cumulated[64];
  guint  n = MIN (unit->n_topics, G_N_ELEMENTS (cumulated));
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiTopic *topic = self->scenario->topics->pdata[unit->topics[i]];
      double             weight = 1.0 / (i + 5);

      if (topic->is_batch)
        weight = 0;
      if (topic->months != 0)
        weight *= (topic->months >> month) & 1 ? 2.5 : 0.2;
      sum += weight;
      cumulated[i] = sum;
    }
  return unit->topics[zhihui_random_pick (random, cumulated, n)];
}

/* A word of the title where there is one, else now and then another word of the topic. */
static guint16
pick_word (ZhihuiSimulator        *self,
           ZhihuiRandom           *random,
           const ZhihuiTopic      *topic,
           const ZhihuiPlayedCase *played)
{
  const char *title = zhihui_topic_get_title (topic, played->type, played->title);
  guint       other = zhihui_random_below (random, MAX (topic->n_words, 1));
  gboolean    takes_other = zhihui_random_chance (random, 0.35);

  for (guint i = 0; i < topic->n_words; i++)
    if (strstr (title, self->scenario->words->pdata[topic->words[i]]) != NULL)
      return (guint16) topic->words[i];

  return takes_other && topic->n_words > 0 ? (guint16) topic->words[other] : G_MAXUINT16;
}

static guint
pick_type (const ZhihuiScenario *scenario, ZhihuiRandom *random)
{
  const GArray *types = scenario->laws->types;
  double        cumulated[8];
  guint         n = MIN (types->len, G_N_ELEMENTS (cumulated));

  for (guint i = 0; i < n; i++)
    cumulated[i] = g_array_index (types, ZhihuiTypeLaw, i).share;
  return zhihui_random_pick (random, cumulated, n);
}

/* One firm's certificates, all at once. */
static void
join_batch (const ZhihuiScenario *scenario, ZhihuiPlayedCase *played)
{
  played->topic = (guint16) scenario->batch_topic;
  for (guint i = scenario->units->len; i > 0; i--)
    {
      const ZhihuiPlayedUnit *unit = scenario->units->pdata[i - 1];

      for (guint j = 0; j < unit->n_topics; j++)
        if (unit->topics[j] == scenario->batch_topic)
          {
            played->unit = i - 1;
            played->region = (guint16) unit->region_index;
          }
    }
}

static gboolean
is_in_batch (const DayPlan *plan, guint index)
{
  return index >= plan->first_of_batch && index < plan->end_of_batch;
}

/* Drawn after all else, which does not depend on it. */
static void
draw_place (ZhihuiSimulator  *self,
            const Burst      *burst,
            gboolean          in_burst,
            ZhihuiRandom     *random,
            ZhihuiPlayedCase *played)
{
  played->place = pick_place (self, random);
  if (!in_burst || !zhihui_random_chance (random, BURST_HERE))
    return;

  played->region = burst->part;
  played->place = burst->place;
}

static void
draw_identity (ZhihuiSimulator  *self,
               const DayPlan    *plan,
               guint             index,
               ZhihuiRandom     *random,
               ZhihuiPlayedCase *played)
{
  const Arrival     *arrival = &g_array_index (plan->arrivals, Arrival, index);
  ZhihuiScenario    *scenario = self->scenario;
  const ZhihuiTopic *topic;
  gboolean           in_burst;
  int                year, month, mday;

  zhihui_day_to_ymd (plan->day, &year, &month, &mday);
  in_burst = plan->burst.there_is && arrival->second >= plan->burst.from_s &&
             arrival->second < plan->burst.to_s && zhihui_random_chance (random, plan->burst.share);

  played->type = (guint16) pick_type (scenario, random);
  played->unit = zhihui_random_pick (random, self->unit_weights, scenario->units->len);
  played->region =
    (guint16) ((ZhihuiPlayedUnit *) scenario->units->pdata[pick_town (self, random)])->region_index;
  played->topic = (guint16) pick_topic (self, random, scenario->units->pdata[played->unit], month);
  if (played->unit < scenario->n_towns)
    played->region =
      (guint16) ((ZhihuiPlayedUnit *) scenario->units->pdata[played->unit])->region_index;
  if (in_burst)
    {
      played->unit = plan->burst.unit;
      played->region = (guint16) plan->burst.region;
      played->topic = (guint16) plan->burst.topic;
    }

  if (is_in_batch (plan, index))
    join_batch (scenario, played);
  played->region = pick_part (scenario, random, played->region);

  topic = scenario->topics->pdata[played->topic];
  played->title = (guint16) zhihui_random_below (random, 60);
  played->word = in_burst ? (guint16) topic->words[0] : pick_word (self, random, topic, played);
  played->person = zhihui_random_next (random);
  played->is_anonymous = zhihui_random_chance (random, scenario->laws->anonymous);
  draw_place (self, &plan->burst, in_burst, random, played);
}

static gboolean
is_repeat (ZhihuiSimulator *self, guint64 serial, ZhihuiRandom *random)
{
  zhihui_random_init (random, self->settings.seed, serial, PURPOSE_IDENTITY);
  return zhihui_random_chance (random, self->scenario->laws->repeat);
}

static guint64
make_serial (gint32 day, guint index)
{
  return (guint64) day << 20 | index;
}

/* The same person again with the same matter, up to 20 days after a first time; not with a batch.
 */
static gboolean
copy_earlier (ZhihuiSimulator *self, gint32 day, ZhihuiRandom *random, ZhihuiPlayedCase *played)
{
  for (guint i = 0; i < 4; i++)
    {
      gint32       earlier = day - 1 - (gint32) zhihui_random_below (random, 20);
      DayPlan     *plan;
      guint        index;
      guint64      serial;
      ZhihuiRandom its_random;

      if (earlier < self->settings.first_day)
        continue;
      plan = get_plan (self, earlier);
      if (plan->arrivals->len == 0)
        continue;

      index = zhihui_random_below (random, plan->arrivals->len);
      serial = make_serial (earlier, index);
      if (is_repeat (self, serial, &its_random) || is_in_batch (plan, index))
        continue;

      draw_identity (self, plan, index, &its_random, played);
      played->repeat_of = serial;
      played->is_anonymous = FALSE;
      return TRUE;
    }
  return FALSE;
}

static void
draw_case (ZhihuiSimulator *self, DayPlan *plan, guint index, ZhihuiPlayedCase *played)
{
  guint64      serial = make_serial (plan->day, index);
  ZhihuiRandom random;

  if (!is_repeat (self, serial, &random) || is_in_batch (plan, index) ||
      !copy_earlier (self, plan->day, &random, played))
    draw_identity (self, plan, index, &random, played);
  played->serial = serial;
  zhihui_case_service_set_type (self->scenario, self->settings.seed, played);
  played->channel = g_array_index (plan->arrivals, Arrival, index).channel;
}

/* ---- which are late in exact mode ---- */

/* The k largest of u^(1/w) are a sample with weights w; their logarithms order alike. */
static void
choose_late (
  ZhihuiSimulator *self, gint32 day, const ZhihuiPlayedCase *cases, guint n, guint8 *late)
{
  guint                  n_late = zhihui_arrivals_get_n_late (self->arrivals, day);
  g_autofree ZhihuiDraw *draws = g_new (ZhihuiDraw, MAX (n, 1));
  ZhihuiRandom           random;

  zhihui_random_init (&random, self->settings.seed, (guint64) day, PURPOSE_LATE);
  for (guint i = 0; i < n; i++)
    {
      draws[i].index = i;
      draws[i].key = -zhihui_random_log (zhihui_random_uniform (&random)) /
                     (self->habits[cases[i].unit].late + 1e-6);
    }
  zhihui_draws_sort (draws, n);
  for (guint i = 0; i < n_late; i++)
    late[draws[i].index] = TRUE;
}

/**
 * zhihui_simulator_play_day:
 * @cases: (element-type ZhihuiPlayedCase): the day's cases are added, by time
 * @events: (element-type ZhihuiPlayedEvent): all their events are added, each with the index of its
 *   case in @cases as its slot
 */
void
zhihui_simulator_play_day (ZhihuiSimulator *self, gint32 day, GArray *cases, GArray *events)
{
  DayPlan           *plan;
  gint64             midnight;
  guint              first, n;
  gboolean           is_exact;
  g_autofree guint8 *late = NULL;

  g_return_if_fail (self != NULL && cases != NULL && events != NULL);

  plan = get_plan (self, day);
  is_exact = zhihui_arrivals_is_exact (self->arrivals, day);
  midnight = zhihui_zone_day_start (self->teller.duty.zone, day);
  first = cases->len;
  n = plan->arrivals->len;
  for (guint i = 0; i < n; i++)
    {
      ZhihuiPlayedCase played = { 0 };

      draw_case (self, plan, i, &played);
      g_array_append_val (cases, played);
    }

  late = g_new0 (guint8, n + 1);
  if (is_exact)
    choose_late (self, day, &g_array_index (cases, ZhihuiPlayedCase, first), n, late);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiLateness lateness = late[i] ? ZHIHUI_LATENESS_FORCED : ZHIHUI_LATENESS_NEVER;
      guint          n_before = events->len;

      zhihui_teller_tell (&self->teller,
                          &g_array_index (cases, ZhihuiPlayedCase, first + i),
                          midnight + g_array_index (plan->arrivals, Arrival, i).second,
                          is_exact ? lateness : ZHIHUI_LATENESS_BY_HABIT,
                          events);
      for (guint j = n_before; j < events->len; j++)
        g_array_index (events, ZhihuiPlayedEvent, j).slot = first + i;
    }
}

/**
 * zhihui_simulator_new:
 * @scenario: must outlive it
 * @clocks: limits by type and channel; must outlive it
 * @calendar: must outlive it
 * @zone: must outlive it
 */
ZhihuiSimulator *
zhihui_simulator_new (ZhihuiScenario                *scenario,
                      const ZhihuiSimulatorSettings *settings,
                      const ZhihuiClockRules        *clocks,
                      ZhihuiWorkCalendar            *calendar,
                      ZhihuiZone                    *zone)
{
  ZhihuiSimulator *self;

  g_return_val_if_fail (scenario != NULL && settings != NULL && clocks != NULL, NULL);

  self = g_new0 (ZhihuiSimulator, 1);
  self->scenario = scenario;
  self->settings = *settings;
  self->plans = g_hash_table_new_full (NULL, NULL, NULL, free_plan);
  self->teller.duty.calendar = calendar;
  self->teller.duty.zone = zone;
  self->unit_weights = g_new0 (double, scenario->units->len);
  self->town_weights = g_new0 (double, scenario->n_towns);
  self->habits = g_new0 (ZhihuiHabit, scenario->units->len);
  zhihui_habits_draw (
    scenario, settings->seed, self->unit_weights, self->town_weights, self->habits);
  index_units (self);
  self->arrivals = zhihui_arrivals_new (scenario, settings, calendar);

  self->teller.laws = scenario->laws;
  self->teller.clocks = clocks;
  self->teller.habits = self->habits;
  self->teller.cumulated = self->unit_weights;
  self->teller.n_units = scenario->units->len;
  self->teller.units_by_topic = self->units_by_topic;
  self->teller.town_of_region = self->town_of_region;
  self->teller.seed = settings->seed;
  return self;
}

void
zhihui_simulator_free (ZhihuiSimulator *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->scenario->topics->len; i++)
    g_array_unref (self->units_by_topic[i]);
  g_free (self->units_by_topic);
  g_free (self->town_of_region);
  g_free (self->habits);
  g_free (self->unit_weights);
  g_free (self->town_weights);
  zhihui_arrivals_free (self->arrivals);
  g_hash_table_unref (self->plans);
  g_free (self);
}
