/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-own-place.h"

#include <glib/gstdio.h>
#include <string.h>

#include "program-run.h"

#define SETTINGS "[setting]\ntitle=民生\nname=某县\nregion=01\n"
#define PEERS "[peers]\ntown=乡镇\ndept=部门\n"
#define PLACE SETTINGS PEERS
#define REGIONS "code,name,parent,level\n01,某县,,county\n0101,甲镇,01,town\n0102,乙镇,01,town\n"
#define UNITS "id,name,short_name,peer,region\nt1,甲镇人民政府,甲镇,town,0101\nd1,信访局,,dept,01\n"

typedef struct
{
  const char *name;
  const char *place, *regions, *units; /* NULL: that file is not there */
  const char *said;                    /* NULL: it is taken */
} Example;

static const Example examples[] = {
  { "as-it-should-be", PLACE, REGIONS, UNITS, NULL },
  { "columns-in-another-order-and-a-mark",
    PLACE,
    "\xef\xbb\xbf"
    "level,parent,row,column,name,code\r\ntown,01,2,1,甲镇,0101\r\ncounty,,,,某县,01\r\n",
    "region,peer,short_name,name,id\n0101,town,,\"甲镇, 人民政府\",t1\n",
    NULL },
  { "no-place", NULL, REGIONS, UNITS, "place.ini" },
  { "no-regions", PLACE, NULL, UNITS, "regions.csv" },
  { "no-units", PLACE, REGIONS, NULL, "units.csv" },
  { "a-place-with-a-mark", "\xef\xbb\xbf" PLACE, REGIONS, UNITS, NULL },
  { "a-place-of-windows",
    "[setting]\r\ntitle=民生\r\nname=某县\r\nregion=01\r\n[peers]\r\ntown=乡镇\r\ndept=部门\r\n",
    REGIONS,
    UNITS,
    NULL },
  { "a-group-of-two-names", SETTINGS "[peers]\ntown=乡镇;街道\ndept=部门\n", REGIONS, UNITS, NULL },
  { "channels-without-any", PLACE "[channels]\n", REGIONS, UNITS, "place.ini:8:1: [channels]" },
  { "a-channel-without-text",
    PLACE "[channels]\nmailbox=;online\n",
    REGIONS,
    UNITS,
    "place.ini:9:1: 'mailbox'" },
  { "a-channel-of-no-kind",
    PLACE "[channels]\nmailbox=县长信箱;often\n",
    REGIONS,
    UNITS,
    "place.ini:9:1: 'mailbox'" },
  { "a-channel-that-is-a-path",
    PLACE "[channels]\n../a=信箱\n",
    REGIONS,
    UNITS,
    "place.ini:9:1: '../a'" },
  { "a-place-in-gb18030",
    "[setting]\ntitle=\xc3\xf1\xc9\xfa\n",
    REGIONS,
    UNITS,
    "place.ini:2:1: not UTF-8" },
  { "a-line-that-says-nothing", SETTINGS "时区\n" PEERS, REGIONS, UNITS, "place.ini:5:1: " },
  { "no-title",
    "\n[setting]\nname=某县\nregion=01\n[peers]\na=b\n",
    REGIONS,
    UNITS,
    "place.ini:2:1: [setting] lacks 'title'" },
  { "no-settings", PEERS, REGIONS, UNITS, "place.ini:1:1: [setting] lacks 'title'" },
  { "no-groups", SETTINGS, REGIONS, UNITS, "place.ini:1:1: [peers]" },
  { "no-group", SETTINGS "[peers]\n", REGIONS, UNITS, "place.ini:5:1: [peers]" },
  { "a-group-that-is-none", PLACE "a b=部门\n", REGIONS, UNITS, "place.ini:8:1: 'a b'" },
  { "a-setting-without-text",
    SETTINGS "issuer=\n" PEERS,
    REGIONS,
    UNITS,
    "place.ini:5:8: 'issuer'" },
  { "a-setting-of-two-lines",
    SETTINGS "issuer=a\rb\n" PEERS,
    REGIONS,
    UNITS,
    "place.ini:5:8: 'issuer' cannot be 'a b'" },
  { "unknown-setting", SETTINGS "clock=fixed\n" PEERS, REGIONS, UNITS, "place.ini:5:1: unknown" },
  { "unknown-group", PLACE "[laws]\nwork=duty\n", REGIONS, UNITS, "place.ini:8:1: unknown" },
  { "no-zone",
    SETTINGS "time_zone=Asia/Nowhere\n" PEERS,
    REGIONS,
    UNITS,
    "place.ini:5:11: 'time_zone' cannot be 'Asia/Nowhere'" },
  { "no-target", SETTINGS "target_sign=98\n" PEERS, REGIONS, UNITS, "place.ini:5:13: " },
  { "no-such-root",
    PLACE,
    "code,name,parent,level\n02,某县,,county\n",
    UNITS,
    "place.ini:4:8: regions.csv has no '01'" },
  { "a-root-that-lies-in-itself",
    PLACE,
    "code,name,parent,level\n01,某县,01,county\n",
    UNITS,
    "regions.csv, line 2: '01'" },
  { "a-region-of-nowhere",
    PLACE,
    REGIONS "0103,丙镇,0109,town\n010301,丙村,0103,village\n",
    UNITS,
    "regions.csv, line 5: the parent of '0103', '0109', lacks" },
  { "a-village-before-its-town-of-nowhere",
    PLACE,
    REGIONS "010301,丙村,0103,village\n\n0103,丙镇,0109,town\n",
    UNITS,
    "regions.csv, line 7: the parent of '0103', '0109', lacks" },
  { "a-region-without-a-parent",
    PLACE,
    REGIONS "0103,丙镇,,town\n",
    UNITS,
    "regions.csv, line 5: '0103' names no parent" },
  { "a-circle",
    PLACE,
    REGIONS "0103,丙镇,0104,town\n0104,丁镇,0103,town\n",
    UNITS,
    "regions.csv, line 5: '0103'" },
  { "a-field-too-many",
    PLACE,
    REGIONS "0103,丙镇,01,town,丙镇人民政府\n",
    UNITS,
    "regions.csv, line 5: " },
  { "a-field-too-many-of-a-unit",
    PLACE,
    REGIONS,
    UNITS "t2,乙镇人民政府,乙镇,town,0102,\n",
    "units.csv, line 4: " },
  { "a-field-too-few", PLACE, REGIONS "0103,丙镇,01\n", UNITS, "regions.csv, line 5: " },
  { "a-field-too-few-of-a-unit",
    PLACE,
    REGIONS,
    UNITS "t2,乙镇,乙镇,town\n",
    "units.csv, line 4: " },
  { "a-code-twice", PLACE, REGIONS "0101,丙镇,01,town\n", UNITS, "regions.csv, line 5: " },
  { "no-level", PLACE, REGIONS "0103,丙镇,01,hamlet\n", UNITS, "'hamlet'" },
  { "half-a-tile",
    PLACE,
    "code,name,parent,level,column,row\n01,某县,,county,3,\n",
    UNITS,
    "line 2: '3', ''" },
  { "an-unknown-column",
    PLACE,
    "code,name,parent,level,people\n01,某县,,county,9\n",
    UNITS,
    "regions.csv, line 1: " },
  { "a-lacking-column", PLACE, REGIONS, "id,name,peer,region\n", "'short_name'" },
  { "a-column-twice",
    PLACE,
    "code,name,parent,level,code\n01,某县,,county,01\n",
    UNITS,
    "regions.csv, line 1: " },
  { "a-unit-twice",
    PLACE,
    REGIONS,
    UNITS "t1,乙镇人民政府,乙镇,town,0102\n",
    "units.csv, line 4: 't1'" },
  { "a-unit-of-no-group",
    PLACE,
    REGIONS,
    UNITS "t2,乙镇人民政府,乙镇,village,0102\n",
    "'village'" },
  { "a-unit-of-nowhere", PLACE, REGIONS, UNITS "t2,乙镇人民政府,乙镇,town,0109\n", "'0109'" },
  { "a-name-that-is-none",
    PLACE,
    REGIONS,
    UNITS "t2,\"乙\n镇\",,town,0102\n",
    "units.csv, line 4: '乙 镇'" },
  { "no-name", PLACE, REGIONS, UNITS "t2,,,town,0102\n", "''" },
  { "a-code-that-is-a-path", PLACE, REGIONS, UNITS "../t2,乙镇,,town,0102\n", "'../t2'" },
  { "an-open-quote", PLACE, REGIONS, UNITS "t2,\"乙镇,,town,0102\n", "units.csv, line 4: " },
  { "no-unit", PLACE, REGIONS, "id,name,short_name,peer,region\n", "units.csv: " },
  { "an-empty-file", PLACE, REGIONS, "", "units.csv" },
};

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
make_place (const Example *example)
{
  char *folder = program_make_folder ();

  write_file (folder, "place.ini", example->place);
  write_file (folder, "regions.csv", example->regions);
  write_file (folder, "units.csv", example->units);
  return folder;
}

static void
its_channels_take_the_place_of_those_of_the_scenario (void)
{
  const Example example = {
    NULL, PLACE "[channels]\nhotline=县长热线\nmailbox=县长信箱;online\n", REGIONS, UNITS, NULL
  };
  g_autofree char *folder = make_place (&example);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, &error);
  g_autofree char *hotline = NULL, *mailbox = NULL;
  g_auto (GStrv) channels = NULL;

  /* The clocks of a channel go with it; the others stay. */
  g_key_file_set_string (scenario->profile, "clocks", "*/deputy/sign", "min:15");
  g_key_file_set_string (scenario->profile, "clocks", "*/mailbox/sign", "min:15");
  g_key_file_set_string (scenario->profile, "clocks", "*/*/close", "cd:60");
  g_assert_true (zhihui_own_place_take (scenario, folder, &error));
  g_assert_no_error (error);
  channels = g_key_file_get_keys (scenario->profile, "channels", NULL, NULL);
  hotline = g_key_file_get_string (scenario->profile, "channels", "hotline", NULL);
  mailbox = g_key_file_get_string (scenario->profile, "channels", "mailbox", NULL);
  g_assert_cmpuint (g_strv_length (channels), ==, 2);
  g_assert_cmpstr (channels[0], ==, "hotline");
  g_assert_cmpstr (hotline, ==, "县长热线;0;");
  g_assert_cmpstr (mailbox, ==, "县长信箱;1;");
  g_assert_false (g_key_file_has_key (scenario->profile, "clocks", "*/deputy/sign", NULL));
  g_assert_true (g_key_file_has_key (scenario->profile, "clocks", "*/mailbox/sign", NULL));
  g_assert_true (g_key_file_has_key (scenario->profile, "clocks", "*/*/close", NULL));
  program_remove_folder (folder);
}

static void
is_taken_whole_or_refused_in_words (gconstpointer data)
{
  const Example   *example = data;
  g_autofree char *folder = make_place (example);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, &error);
  gboolean is_taken;

  g_assert_no_error (error);
  is_taken = zhihui_own_place_take (scenario, folder, &error);
  g_assert_cmpint (is_taken, ==, example->said == NULL);
  if (is_taken)
    {
      const ZhihuiPlayedRegion *root = scenario->regions->pdata[0];
      const ZhihuiPlayedUnit   *first = scenario->units->pdata[0];
      g_auto (GStrv) town =
        g_key_file_get_string_list (scenario->profile, "peers", "town", NULL, NULL);

      g_assert_no_error (error);
      g_assert_cmpstr (root->code, ==, "01");
      g_assert_cmpstr (first->id, ==, "t1");
      g_assert_cmpstr (first->region, ==, "0101");
      g_assert_cmpuint (g_strv_length (town), ==, 1); /* what a row of its table takes */
    }
  else
    {
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      if (strstr (error->message, example->said) == NULL)
        g_error ("“%s” is not in: %s", example->said, error->message);
      g_assert_cmpuint (scenario->units->len, ==, 112);
      g_assert_cmpuint (scenario->regions->len, >, 13);
    }
  program_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/own-place/", examples[i].name, NULL);

      g_test_add_data_func (path, &examples[i], is_taken_whole_or_refused_in_words);
    }
  g_test_add_func ("/own-place/its-channels-take-the-place-of-those-of-the-scenario",
                   its_channels_take_the_place_of_those_of_the_scenario);
  return g_test_run ();
}
