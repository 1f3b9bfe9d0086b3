-- Once, as postgres, on the primary: a role and a database for the shop.
CREATE ROLE duken LOGIN PASSWORD '__PASSWORD__';
CREATE DATABASE duken OWNER duken TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
\connect duken
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
