"""Short forms of given names that people use for themselves, as one word for the whole group. Pure.

General knowledge of Russian, Kazakh, Serbian and English names; a short form of two names makes both one group.
"""

from __future__ import annotations

from functools import cache

from duken.customers.identities.names import words_of_name

_GROUPS = """
Александр Александра Саша Шура Sanja Aleks Alex
Алексей Алёша Лёша Aleksa
Анастасия Настя Анастасија
Андрей Андрюша Andrija Andrew Andy
Анна Аня Нюра Ana Anja Anne Annie
Борис Боря
Валентина Валя Валентин
Валерий Валерия Валера Лера
Василий Вася Vasilije
Виктор Витя
Виктория Вика
Владимир Вова Володя Vlada
Вячеслав Слава Ярослав Станислав Стас Slaven
Галина Галя
Георгий Гоша Жора Ђорђе Đoka George
Григорий Гриша
Дарья Даша Darja
Дмитрий Дима Митя Димитрије Dimitar
Евгений Евгения Женя
Екатерина Катя Катарина Kate Catherine Katherine
Елена Лена Јелена Helen
Елизавета Лиза Elizabeth Liz Beth
Зоя Zoja
Иван Ваня John Jack
Игорь
Ирина Ира Irena
Константин Костя
Ксения Ксюша Xenia
Людмила Люда Мила
Любовь Люба Ljubica
Маргарита Рита
Мария Маша Маруся Marija Mary
Михаил Миша Mihajlo Michael Mike
Надежда Надя Нада
Наталья Наташа Наталия
Николай Коля Никола Nicholas Nick
Ольга Оля
Павел Паша Pavle Paul
Пётр Петя Petar Peter Pete
Роман Рома
Светлана Света Ceca
Сергей Серёжа
Софья Соня Sofija Sophie
Степан Стёпа Stevan Steva Stephen Steve
Татьяна Таня
Фёдор Федя Teodor
Юлия Юля
Юрий Юра
Яна
Айгерим Айка
Нурлан Нурик
Ержан Ерж
Гульнара Гуля
Динара Дина
Марко Мара
Милица Мица
Слободан Боба
Драган Гаги
Зоран Зоки
Robert Rob Bob
William Will Bill
James Jim Jimmy
Thomas Tom Tomislav
Susan Sue
Jennifer Jenny Jen
"""


@cache
def _leaders() -> dict[str, str]:
    return {word: words[0] for words in map(words_of_name, _GROUPS.strip().splitlines()) for word in words}


def full_name_of(word: str) -> str:
    """One word for a folded given name and its short forms; any other word as it is."""
    return _leaders().get(word, word)
