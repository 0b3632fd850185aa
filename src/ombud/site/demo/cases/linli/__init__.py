"""Evidence of the fifth platform: reports that pictures are fake in every state, talk, and what is kept beforehand."""

from ombud.site.demo.cases.linli import asked, doubted
from ombud.site.demo.cases.linli.told import Story
from ombud.site.demo.tale import Scene


def linli(scene: Scene) -> None:
    """Everything that is going on at the fifth platform."""
    story = Story(scene)
    if scene.photo("luyao", "striped-dress", hours=6 * 24):  # without uploads there are no pictures to doubt
        doubted.taken_from_an_earlier_case(story)
        doubted.holes_set_in(story)
        doubted.other_goods_shown(story)
        doubted.honest_after_all(story)
        asked.at_the_limit(story)
        asked.looked_at_again(story)
        asked.kept_beforehand(story)
    asked.deals(story)
    asked.talking(story)
    story.pass_over_all()
