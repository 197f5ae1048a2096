"""Common given names, by which a place name beside one is known for a surname."""

from __future__ import annotations

from typing import Final

from counterclaim.extracting.vocabulary import words

# Those borne by most people in English, Spanish, French, German, Russian and Arabic texts.
GIVEN: Final = words(
    "Aaron Abdul Abdullah Abigail Abraham Adam Adrian Ahmad Ahmed Alan Albert Alejandro Alex "
    "Alexander Alexandra Alexei Alfred Ali Alice Alicia Alison Allen Amanda Amber Amir Amy Ana "
    "Andre Andrea Andrei Andrew Andy Angela Anita Ann Anna Anne Anthony Antonio April Arnold "
    "Arthur Ashley Audrey Austin Barack Barbara Barry Bashar Becky Ben Benjamin Bernard Beth "
    "Betty Bill Billy Bob Bobby Bonnie Brad Bradley Brandon Brenda Brent Brett Brian Brittany "
    "Bruce Bryan Caleb Calvin Cameron Carl Carla Carlos Carmen Carol Caroline Carolyn Casey "
    "Catherine Cathy Chad Charles Charlie Charlotte Cheryl Chris Christian Christina Christine "
    "Christopher Chuck Cindy Claire Clara Clarence Claude Claudia Clifford Colin Condoleezza "
    "Connie Connor Corey Courtney Craig Crystal Curtis Cynthia Dale Dan Dana Daniel Danielle "
    "Danny Darren Darryl Dave David Dawn Dean Deborah Debra Denise Dennis Derek Diana Diane Dick "
    "Dmitry Dmitri Don Donald Donna Dorothy Doug Douglas Duane Dustin Dwight Dylan Earl Ed Eddie "
    "Edgar Edith Edmund Eduardo Edward Edwin Eileen Elaine Elena Eli Elizabeth Ellen Emily Emma "
    "Eric Erica Erik Erin Ernest Ethan Eugene Eva Evan Evelyn Fatima Felix Fernando Florence "
    "Frances Francis Francisco Frank Fred Frederick Gabriel Gail Gary Gavin Gene Geoffrey George "
    "Gerald Gerard Gilbert Gina Glenn Gloria Gordon Grace Greg Gregory Guy Hannah Harold Harriet "
    "Harry Harvey Hassan Heather Hector Heidi Helen Henry Herbert Herman Hillary Holly Howard "
    "Hugh Hussein Ian Ibrahim Igor Irene Isaac Isabel Ismail Ivan Jack Jackie Jacob Jacqueline "
    "Jake James Jamie Jan Jane Janet Janice Jared Jason Javier Jay Jean Jeff Jeffrey Jennifer "
    "Jenny Jeremy Jerome Jerry Jesse Jessica Jesus Jill Jim Jimmy Joan Joanne Joe Joel John "
    "Johnny Jon Jonathan Jordan Jorge Jose Joseph Joshua Joy Joyce Juan Juanita Judith Judy Julia "
    "Julian Julie June Justin Karen Karl Kate Katherine Kathleen Kathryn Kathy Katie Keith Kelly "
    "Ken Kenneth Kent Kerry Kevin Khaled Kim Kimberly Kirk Kristen Kristin Kurt Kyle Lance Larry "
    "Laura Lauren Laurie Lawrence Lee Leon Leonard Leroy Leslie Lewis Linda Lisa Lloyd Lois Lori "
    "Louis Louise Lucas Lucille Lucy Luis Luke Lynn Mahmoud Manuel Marc Marcia Marcus Margaret "
    "Maria Marie Marilyn Mario Marion Mark Marlene Marsha Marshall Martha Martin Marvin Mary Matt "
    "Matthew Maureen Maurice Max Megan Melanie Melissa Melvin Michael Michele Michelle Miguel "
    "Mike Mikhail Mildred Milton Mitch Mitchell Mohamed Mohammad Mohammed Monica Morris Muhammad "
    "Mustafa Nancy Natalie Natasha Nathan Neil Nelson Nicholas Nick Nicolas Nicole Nikolai Nina "
    "Noah Nora Norma Norman Oleg Olga Oliver Olivia Omar Oscar Otto Owen Pam Pamela Patricia "
    "Patrick Patty Paul Paula Pauline Pedro Peggy Penny Perry Peter Phil Philip Phillip Phyllis "
    "Rachel Ralph Rami Ramon Randall Randy Raul Ray Raymond Rebecca Regina Ricardo Richard Rick "
    "Ricky Rita Rob Robert Roberta Roberto Robin Rodney Roger Roland Ron Ronald Ronnie Rosa Rose "
    "Roy Ruben Russ Ruth Ryan Saeed Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sergei "
    "Seth Shane Shannon Sharon Shaun Shawn Sheila Shelly Sherry Shirley Sidney Simon Sonia Sophia "
    "Stacey Stacy Stan Stanley Stephanie Stephen Steve Steven Stuart Sue Susan Suzanne Sylvia "
    "Tamara Tammy Tania Tanya Tara Ted Teresa Terry Theodore Theresa Thomas Tiffany Tim Timothy "
    "Tina Todd Tom Tommy Toni Tony Tracey Tracy Travis Tyler Valerie Vanessa Vernon Veronica "
    "Vicki Victor Victoria Vincent Viola Virgil Vladimir Wade Wallace Walter Wanda Warren Wayne "
    "Wendy Wesley Willard William Willie Yasser Yusuf Yvonne Zachary Zoe"
)
# Names of well-known places that are given names too, but seldom where they stand alone.
ALSO_GIVEN: Final = words(
    "Abilene Asia Brooklyn Carolina Chelsea Chester Cleveland Dakota Dallas Diego Georgia "
    "Hamilton Houston India Israel Jackson Jefferson Kingston Lincoln Madison Odessa Orlando "
    "Paris Preston Salem Santiago Savannah Sydney Troy Virginia Washington Wellington"
)
