# ClickHouse over HTTP. Copy this file, and change base, title, region and the names of tables and
# columns. A query is the path: %20 stands for a blank, %3D for =, %2C for a comma. Numbers of 64
# bits come as texts; times as 'YYYY-MM-DD hh:mm:ss' in the zone of the server: say it here.
# wait_end_of_query lets the status tell a failure that comes late; what still comes with 200 is
# seen as well.

[source]
title=ClickHouse
base=https://clickhouse.example.org:8443/
region=00
time_zone=Asia/Shanghai
peer=department
peer_label=部门

[auth]
kind=header
name=X-ClickHouse-Key

[headers]
X-ClickHouse-User=zhihui

[resource cases]
path=?wait_end_of_query=1&default_format=JSON&query=SELECT%20id%2Cunit%2Cpeer%2Cchannel%2Cregion%2Copened%2Cdue%2Cclosed%2Creturns%2Crating%20FROM%20zhihui.cases%20WHERE%20opened%20%3E%20now()%20-%20INTERVAL%20400%20DAY%20ORDER%20BY%20id
rows=$.data
id=id
unit=unit
peer=peer
channel=channel
region=region
opened=opened
due=due
closed=closed
returns=returns
rating=rating
every=1m

[paging]
max_rows=500000

# A board that the database counts itself is shown as it is:
# [resource board volume]
# path=?default_format=JSON&query=SELECT%20unit%2Ccount()%20AS%20n%20FROM%20zhihui.cases%20GROUP%20BY%20unit
# rows=$.data
# unit=unit
# n=n
# period=month
