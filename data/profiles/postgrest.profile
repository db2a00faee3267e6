# PostgREST. Copy this file, and change base, the names of table and columns, title, region and
# time_zone. The token is a JWT. The total comes in Content-Range, because of Prefer: pages that the
# server clamps (db-max-rows) are then noticed.

[source]
title=PostgREST
base=https://api.example.org
region=00
time_zone=Asia/Shanghai
peer=department
peer_label=部门

[auth]
kind=bearer

[headers]
Prefer=count=exact
Accept-Profile=public

[resource cases]
path=/cases?select=id,unit,peer,channel,region,opened,due,closed,status,returns,rating&order=id
rows=$
id=id
unit=@.unit.name; unit
peer=@.unit.peer; peer
channel=channel
region=region
opened=opened
due=due
closed=closed
status=status
returns=returns
rating=rating
every=1m

[values status]
open=open
closed=closed
duplicate=duplicate
办理中=open
已办结=closed

[paging cases]
style=offset
limit=1000
total_header=Content-Range
